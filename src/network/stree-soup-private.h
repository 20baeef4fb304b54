/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * libsoup, loaded when it is first needed. With what it needs itself (Kerberos, HTTP/2, SQLite, the list of public suffixes) it
 * is thirteen libraries, and half of what StreamTree adds to the start of a program; and most programs fetch nothing.
 *
 * Whoever calls libsoup includes this instead of its header, and writes its functions as ever: each is a pointer in a table
 * that the first call fills. The two lists below are one: what only the second has does not compile, and what only the first
 * has does not link. Nor does what is in neither, such as SOUP_SESSION () and other casts, and texts such as SOUP_METHOD_GET.
 */

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define STREE_SOUP_FUNCTIONS(F) \
  F (soup_content_decoder_get_type) \
  F (soup_date_time_new_from_http_string) \
  F (soup_header_free_param_list) \
  F (soup_header_parse_param_list) \
  F (soup_message_add_flags) \
  F (soup_message_disable_feature) \
  F (soup_message_get_reason_phrase) \
  F (soup_message_get_request_headers) \
  F (soup_message_get_response_headers) \
  F (soup_message_get_status) \
  F (soup_message_get_tls_peer_certificate_errors) \
  F (soup_message_get_uri) \
  F (soup_message_headers_append) \
  F (soup_message_headers_foreach) \
  F (soup_message_headers_get_content_length) \
  F (soup_message_headers_get_content_range) \
  F (soup_message_headers_get_content_type) \
  F (soup_message_headers_get_encoding) \
  F (soup_message_headers_get_list) \
  F (soup_message_headers_get_one) \
  F (soup_message_headers_new) \
  F (soup_message_headers_remove) \
  F (soup_message_headers_replace) \
  F (soup_message_headers_set_range) \
  F (soup_message_headers_unref) \
  F (soup_message_new) \
  F (soup_message_new_from_uri) \
  F (soup_message_set_request_body_from_bytes) \
  F (soup_session_abort) \
  F (soup_session_error_quark) \
  F (soup_session_new_with_options) \
  F (soup_session_send_async) \
  F (soup_session_send_finish) \
  F (soup_session_set_proxy_resolver) \
  F (soup_session_set_tls_database) \
  F (soup_session_websocket_connect_async) \
  F (soup_session_websocket_connect_finish) \
  F (soup_status_get_phrase) \
  F (soup_websocket_connection_close) \
  F (soup_websocket_connection_get_close_code) \
  F (soup_websocket_connection_get_close_data) \
  F (soup_websocket_connection_get_protocol) \
  F (soup_websocket_connection_get_state) \
  F (soup_websocket_connection_send_message) \
  F (soup_websocket_connection_send_text) \
  F (soup_websocket_connection_set_keepalive_interval) \
  F (soup_websocket_connection_set_max_incoming_payload_size) \
  F (soup_websocket_error_quark)

typedef struct
{
#define STREE_SOUP_FIELD(name) __typeof__ (&name) name;
  STREE_SOUP_FUNCTIONS (STREE_SOUP_FIELD)
#undef STREE_SOUP_FIELD
} StreeSoup;

/* From any thread. Ends the program where there is no libsoup, as one that is linked to it would not start. */
const StreeSoup *stree_soup (void);

#define soup_content_decoder_get_type (stree_soup ()->soup_content_decoder_get_type)
#define soup_date_time_new_from_http_string (stree_soup ()->soup_date_time_new_from_http_string)
#define soup_header_free_param_list (stree_soup ()->soup_header_free_param_list)
#define soup_header_parse_param_list (stree_soup ()->soup_header_parse_param_list)
#define soup_message_add_flags (stree_soup ()->soup_message_add_flags)
#define soup_message_disable_feature (stree_soup ()->soup_message_disable_feature)
#define soup_message_get_reason_phrase (stree_soup ()->soup_message_get_reason_phrase)
#define soup_message_get_request_headers (stree_soup ()->soup_message_get_request_headers)
#define soup_message_get_response_headers (stree_soup ()->soup_message_get_response_headers)
#define soup_message_get_status (stree_soup ()->soup_message_get_status)
#define soup_message_get_tls_peer_certificate_errors (stree_soup ()->soup_message_get_tls_peer_certificate_errors)
#define soup_message_get_uri (stree_soup ()->soup_message_get_uri)
#define soup_message_headers_append (stree_soup ()->soup_message_headers_append)
#define soup_message_headers_foreach (stree_soup ()->soup_message_headers_foreach)
#define soup_message_headers_get_content_length (stree_soup ()->soup_message_headers_get_content_length)
#define soup_message_headers_get_content_range (stree_soup ()->soup_message_headers_get_content_range)
#define soup_message_headers_get_content_type (stree_soup ()->soup_message_headers_get_content_type)
#define soup_message_headers_get_encoding (stree_soup ()->soup_message_headers_get_encoding)
#define soup_message_headers_get_list (stree_soup ()->soup_message_headers_get_list)
#define soup_message_headers_get_one (stree_soup ()->soup_message_headers_get_one)
#define soup_message_headers_new (stree_soup ()->soup_message_headers_new)
#define soup_message_headers_remove (stree_soup ()->soup_message_headers_remove)
#define soup_message_headers_replace (stree_soup ()->soup_message_headers_replace)
#define soup_message_headers_set_range (stree_soup ()->soup_message_headers_set_range)
#define soup_message_headers_unref (stree_soup ()->soup_message_headers_unref)
#define soup_message_new (stree_soup ()->soup_message_new)
#define soup_message_new_from_uri (stree_soup ()->soup_message_new_from_uri)
#define soup_message_set_request_body_from_bytes (stree_soup ()->soup_message_set_request_body_from_bytes)
#define soup_session_abort (stree_soup ()->soup_session_abort)
#define soup_session_error_quark (stree_soup ()->soup_session_error_quark)
#define soup_session_new_with_options (stree_soup ()->soup_session_new_with_options)
#define soup_session_send_async (stree_soup ()->soup_session_send_async)
#define soup_session_send_finish (stree_soup ()->soup_session_send_finish)
#define soup_session_set_proxy_resolver (stree_soup ()->soup_session_set_proxy_resolver)
#define soup_session_set_tls_database (stree_soup ()->soup_session_set_tls_database)
#define soup_session_websocket_connect_async (stree_soup ()->soup_session_websocket_connect_async)
#define soup_session_websocket_connect_finish (stree_soup ()->soup_session_websocket_connect_finish)
#define soup_status_get_phrase (stree_soup ()->soup_status_get_phrase)
#define soup_websocket_connection_close (stree_soup ()->soup_websocket_connection_close)
#define soup_websocket_connection_get_close_code (stree_soup ()->soup_websocket_connection_get_close_code)
#define soup_websocket_connection_get_close_data (stree_soup ()->soup_websocket_connection_get_close_data)
#define soup_websocket_connection_get_protocol (stree_soup ()->soup_websocket_connection_get_protocol)
#define soup_websocket_connection_get_state (stree_soup ()->soup_websocket_connection_get_state)
#define soup_websocket_connection_send_message (stree_soup ()->soup_websocket_connection_send_message)
#define soup_websocket_connection_send_text (stree_soup ()->soup_websocket_connection_send_text)
#define soup_websocket_connection_set_keepalive_interval (stree_soup ()->soup_websocket_connection_set_keepalive_interval)
#define soup_websocket_connection_set_max_incoming_payload_size (stree_soup ()->soup_websocket_connection_set_max_incoming_payload_size)
#define soup_websocket_error_quark (stree_soup ()->soup_websocket_error_quark)

G_END_DECLS
