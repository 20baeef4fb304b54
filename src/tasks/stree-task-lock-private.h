/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* GLib's mutexes and conditions, so that ThreadSanitizer knows them: it does not see into a GLib that was built without it. */

#include <glib.h>

#if defined (__SANITIZE_THREAD__)
#define STREE_HAS_TSAN 1
#elif defined (__has_feature)
#if __has_feature (thread_sanitizer)
#define STREE_HAS_TSAN 1
#endif
#endif

#ifdef STREE_HAS_TSAN
#include <sanitizer/tsan_interface.h>

static inline void
stree_lock (GMutex *mutex)
{
  g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

static inline void
stree_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  g_mutex_unlock (mutex);
}

static inline void
stree_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  g_cond_wait (cond, mutex);
  __tsan_acquire (mutex);
}

/* What a GTask carries from one thread to another: said of the same thing before it goes, and after it has come. */
#define stree_hand_over(thing) __tsan_release (thing)
#define stree_take_over(thing) __tsan_acquire (thing)
#else
#define stree_lock(mutex)   g_mutex_lock (mutex)
#define stree_unlock(mutex) g_mutex_unlock (mutex)
#define stree_wait(cond, mutex) g_cond_wait (cond, mutex)
#define stree_hand_over(thing) ((void) (thing))
#define stree_take_over(thing) ((void) (thing))
#endif
