/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The widget of a DataGrid: rows of a StreeGridModel in columns, with a cursor, a selection, and an editor.
 *
 * There are two panes side by side, each a GtkColumnView: that of the pinned columns, and the one that scrolls sideways. They
 * have the same rows, all of one height, and scroll together. Of many columns only those near the screen are shown; what is
 * before and behind them is a column without cells each.
 *
 * What a file does is its name: -pane columns and their places, -numbers the one that counts, -cells what stands in them,
 * -cursor where the user is, -keys and -pointer how he comes there, -type-ahead too, -header sorting and the columns' menus,
 * -editor what is typed, -choices the list below it, -widen numbers that would be cut, -block what is done to what is selected, -bar
 * what is said around the rows, -export what goes into a file, -access what is said to assistive technology.
 */

#include <gtk/gtk.h>

#include "data/stree-frame-export.h"
#include "grid/stree-grid-columns.h"
#include "grid/stree-grid-edits.h"
#include "grid/stree-grid-model-private.h"
#include "grid/stree-grid-options.h"
#include "grid/stree-grid-result.h"
#include "grid/stree-grid-seek-private.h"
#include "stree-grid-selection-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_GRID_VIEW (stree_grid_view_get_type ())
G_DECLARE_FINAL_TYPE (StreeGridView, stree_grid_view, STREE, GRID_VIEW, GtkWidget)

/* What the user selects. */
typedef enum
{
  STREE_GRID_SELECT_NONE,
  STREE_GRID_SELECT_ROW,
  STREE_GRID_SELECT_ROWS,
  STREE_GRID_SELECT_CELLS,
} StreeGridSelectMode;

typedef struct _StreeGridPane StreeGridPane;

/* A column of the grid. */
typedef struct
{
  StreeGridPane       *pane;        /* the one it is in */
  StreeGridColumn     *column;      /* held: resolved */
  GtkColumnViewColumn *view_column; /* owned */
  GtkWidget           *title;       /* borrowed: above it; NULL: not found */
  GPtrArray           *cells;       /* owned: of StreeGridCell (borrowed): those that show a row */
  guint                id;          /* among the resolved columns: stays */
  guint                number;      /* among the grid's columns, in the order they are shown in; of row numbers G_MAXUINT */
  int                  width;       /* pixels */
  gboolean             sized;       /* by the user, or as it was declared; else by what is in it */
  gboolean             hidden;      /* by the user */
  gboolean             shown;       /* near the screen */
} StreeGridViewColumn;

/* A cell that GTK has made. */
typedef struct
{
  StreeGridViewColumn *column;
  GtkWidget           *widget; /* borrowed */
  guint                position;
  guint                place;      /* among the column's cells */
  guint                edit_state; /* of StreeDataCellState: what its edits make of it */
} StreeGridCell;

struct _StreeGridPane
{
  StreeGridView       *grid;
  GtkWidget           *scroller; /* borrowed */
  GtkColumnView       *view;     /* borrowed */
  GtkWidget           *list;     /* borrowed: the list in it */
  GtkColumnViewColumn *before;   /* owned: in the place of what is not shown */
  GtkColumnViewColumn *behind;   /* owned */
  StreeGridViewColumn *numbers;  /* owned: counts the rows, before all columns; NULL: none does */
  GPtrArray           *columns;  /* owned: of StreeGridViewColumn (the grid's), in their order */
  double               press_x;  /* where a button was pressed in the header */
  double               press_y;
  guint                tick;     /* looks again which columns are near the screen */
  gboolean             unordered; /* the view's columns may stand in another order than these */
};

enum
{
  STREE_GRID_PINNED,
  STREE_GRID_MAIN,
  STREE_GRID_N_PANES
};

struct _StreeGridView
{
  GtkWidget parent_instance;

  StreeSession       *session;   /* owned: of the components in cells; NULL: each has its own */
  StreeGridModel     *model;     /* owned */
  StreeGridSelection *selection; /* owned */

  StreeGridEdits     *edits;     /* owned; NULL: nothing can be edited */
  StreeGridColumns   *resolved;  /* owned; NULL: no source, or an error */
  StreeGridOptions   *options;   /* owned: how the user sees the rows */
  GPtrArray          *columns;   /* owned: of StreeGridViewColumn (owned), in the order they are shown in */
  StreeGridSelectMode mode;

  GtkWidget    *top;     /* borrowed: what is said above the rows */
  GtkWidget    *overlay; /* borrowed: the panes, and what is over them */
  GtkWidget    *sides;   /* borrowed: the panes' box */
  GtkWidget    *bottom;  /* borrowed: what is said below */
  StreeGridPane panes[STREE_GRID_N_PANES];
  GtkWidget    *search_entry; /* all borrowed */
  gulong        search_changed; /* its handler */
  GtkWidget    *chips;
  guint         removed; /* which part of the options a chip stood for that was clicked */
  GtkWidget    *error_box;
  GtkWidget    *error_label;
  GtkWidget    *empty_label;
  GtkWidget    *count_label;
  GtkWidget    *selected_label;
  GtkWidget    *spinner;
  GSimpleAction *statistics;    /* owned */
  GSimpleAction *export_action; /* owned */
  GtkWidget    *export_box; /* while something is exported */
  GtkWidget    *export_bar;
  double        export_read; /* the share of it that reading takes */
  GtkWidget    *act_box; /* while many rows are changed */
  GtkWidget    *act_bar;
  GtkWidget    *retry_button;
  GtkWidget    *edit_box;
  GtkWidget    *edits_label;
  GtkWidget    *insert_button;
  GtkWidget    *delete_button;
  GtkWidget    *undo_button;
  GtkWidget    *redo_button;
  GtkWidget    *save_button;
  GtkWidget    *revert_button;
  GtkWidget    *editor;
  GtkWidget    *choices; /* below it, see -choices; NULL: not made yet */
  GtkWidget    *hint;
  GtkWidget    *hint_label;
  GtkWidget    *hint_buttons;
  int           told_rows; /* assistive technology knows of so many */
  int           told_columns;
  gboolean      making;  /* while columns come and go: what GTK says of them is not the user */
  gboolean      syncing; /* while a pane follows the other */
  guint         resizing; /* tells the widths of the columns soon */

  StreeGridSeek   seek;       /* for the row that the program selects */
  gboolean        quiet;      /* while the program selects */
  gboolean        told_early; /* what is selected, before its cells had come */

  guint    cursor;       /* the number of the column it is in */
  guint    anchor;       /* the number of the column where selected cells begin */
  guint    focus_tick;   /* looks whether the cell of the cursor has the focus */
  gboolean wants_scroll; /* to the cursor, as soon as its cell is there */
  guint    focus_frames; /* how long it looks already */
  int      row_height;   /* pixels; 0: not known yet */
  guint        edit_column; /* while something is edited: the number of the column, */
  StreeRowKey *edit_key;    /* owned: its row's key; NULL: nothing is edited */
  StreeFrame  *edit_seen;   /* owned: the row as it was; NULL: it is a new one */
  guint        edit_row;
  char        *edit_text;   /* owned: what was in the cell */
  GHashTable  *edited;        /* owned: StreeRowKey -> a row that is edited, as it is shown, see -edit */
  guint        edits_version; /* how often the edits became others */
  char        *problem;       /* owned: what went wrong with what the user did; NULL: nothing */
  gboolean     obstructed;    /* the problem is one of the edits, which could not be saved */
  GCancellable *exporting;    /* owned; NULL: nothing is exported */
  GCancellable *copying;      /* owned; NULL: nothing was copied yet */
  GCancellable *acting;       /* owned: many rows are being changed; NULL: they are not */
  char        *name;          /* owned: what the table is called; NULL: nothing yet */
  char        *unusable;      /* owned: why what was declared cannot be shown; NULL: it is */
  GString      *sought;       /* owned: what was typed to find a row, see -type-ahead; NULL: nothing */
  guint         sought_timer; /* when it is over */
  GCancellable *seeking;      /* owned: of who looks for it; NULL: nobody does, or it is over */
  double   drag_x;       /* while the pointer drags, in the panes' box */
  double   drag_y;
  guint    drag_tick;
  guint    near_first;   /* rows that are on the screen or near it: others draw nothing */
  guint    near_end;
  gboolean fitted;       /* the widths that nobody has chosen are */
};

/* --- -view --- */

GtkWidget *stree_grid_view_new         (GtkAccessibleRole role) G_GNUC_WARN_UNUSED_RESULT;
/* Before the node goes. */
void       stree_grid_view_stop        (StreeGridView *self);
/* What was declared cannot be shown: the grid says this instead of rows. */
void       stree_grid_view_refuse      (StreeGridView *self, const char *message);
/* FALSE: the columns do not fit the source; the grid says so. */
gboolean   stree_grid_view_set_source  (StreeGridView *self, StreeSource *source, StreeGridColumns *columns, GError **error);
void       stree_grid_view_set_name    (StreeGridView *self, const char *name);
/* As the program wants it: nobody is told. */
void       stree_grid_view_set_options (StreeGridView *self, StreeGridOptions *options);
void       stree_grid_view_set_mode    (StreeGridView *self, StreeGridSelectMode mode);
/* A first column that counts the rows, from 1. */
void       stree_grid_view_set_row_numbers (StreeGridView *self, gboolean row_numbers);

/* The user changed something. */
void       stree_grid_view_changed     (StreeGridView *self, StreeGridReason reason);
/* A column's button was pressed, in the row with this key. */
void       stree_grid_view_clicked     (StreeGridView *self, StreeGridColumn *column, const char *key);
/* The order of a pane's columns is another one. */
void       stree_grid_view_reordered   (StreeGridView *self);
/* Other rows are seen. */
void       stree_grid_view_scrolled    (StreeGridView *self);

StreeGridViewColumn *stree_grid_view_get_column (StreeGridView *self, guint number);

/* --- -pane --- */

void stree_grid_pane_init     (StreeGridPane *pane, StreeGridView *grid);
void stree_grid_pane_clear    (StreeGridPane *pane);
/* NULL: rows are not counted. Takes @numbers. */
void stree_grid_pane_set_numbers (StreeGridPane *pane, StreeGridViewColumn *numbers);
/* Takes all columns out. */
void stree_grid_pane_empty    (StreeGridPane *pane);
void stree_grid_pane_remove   (StreeGridPane *pane, StreeGridViewColumn *column);
void stree_grid_pane_append   (StreeGridPane *pane, StreeGridViewColumn *column);
/* After columns or their widths changed. */
void stree_grid_pane_arrange  (StreeGridPane *pane);
/* Where a column begins in its pane, in pixels. */
int  stree_grid_pane_offset   (StreeGridPane *pane, StreeGridViewColumn *column);
void stree_grid_column_free   (gpointer data);
/* As wide as what is in it, as far as that is at hand. */
void stree_grid_column_fit    (StreeGridViewColumn *column);
/* Not by the user. */
void stree_grid_column_set_width (StreeGridViewColumn *column, int width);

/* --- -numbers: the column that counts the rows --- */

StreeGridViewColumn *stree_grid_numbers_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* As wide as the number of the last row. */
void stree_grid_numbers_fit  (StreeGridView *self);
void stree_grid_numbers_show (StreeGridCell *cell);

/* --- -header --- */

void    stree_grid_header_init (StreeGridPane *pane);
/* Which widget is the column's title. */
void    stree_grid_header_find (StreeGridViewColumn *column);
/* The titles, with what the rows are sorted by. */
void    stree_grid_header_show (StreeGridView *self);
/* Asks for the rows that sorts and search say. */
void    stree_grid_view_ask    (StreeGridView *self);
/* As a click on a column's title does; @add: with what the rows are sorted by already. */
void    stree_grid_view_sort   (StreeGridView *self, guint column, gboolean add);

/* Takes @options; where they are others, they are shown and told. */
void    stree_grid_view_take_options (StreeGridView *self, StreeGridOptions *options, StreeGridReason reason);
void    stree_grid_view_set_sort (StreeGridView *self, const char *column, gboolean sorted, gboolean descending);
/* NULL: none. Borrowed. */
StreeFilter *stree_grid_view_get_filter (StreeGridView *self, const char *column);
void    stree_grid_view_set_filter (StreeGridView *self, const char *column, StreeFilter *filter);
/* The rows that are asked for, without the filter of one column, which may be NULL. */
StreeQuery *stree_grid_view_make_query (StreeGridView *self, const char *without) G_GNUC_WARN_UNUSED_RESULT;
/* Where the title of a column is, in the grid. */
gboolean stree_grid_view_get_title_place (StreeGridView *self, guint column, GdkRectangle *place);
/* Where a cell is, whether or not it is seen. */
gboolean stree_grid_view_get_place (StreeGridView *self, guint position, guint column, GdkRectangle *place);
void    stree_grid_view_show_column (StreeGridView *self, guint column, gboolean shown);
void    stree_grid_view_pin_column (StreeGridView *self, guint column, gboolean pinned);

/* --- -access: what assistive technology is told --- */

/* Titles and table, with what the rows are sorted and narrowed by. */
void stree_grid_access_show_query    (StreeGridView *self);
/* That the order is another one. */
void stree_grid_access_announce_sort (StreeGridView *self);
void stree_grid_access_show_size     (StreeGridView *self);

/* --- -popover --- */

/* Takes the popover; @place: what it points to, in the grid; NULL: the grid. */
void        stree_grid_popover_open (StreeGridView *self, GtkWidget *popover, const GdkRectangle *place);

/* --- -menu, -filter-popover --- */

GMenuModel *stree_grid_menu_new     (StreeGridViewColumn *column) G_GNUC_WARN_UNUSED_RESULT;
void        stree_grid_menu_init    (StreeGridView *self);
void        stree_grid_menu_update  (StreeGridView *self);
void        stree_grid_menu_popup   (StreeGridView *self);
void        stree_grid_filter_popup (StreeGridViewColumn *column);
void        stree_grid_statistics_popup (StreeGridViewColumn *column);

/* --- -bar --- */

#define STREE_GRID_COUNT_SIZE 40
/* A count as the locale writes it, in @buffer. */
const char *stree_grid_count_text (guint64 n, char *buffer, gsize size);

void stree_grid_bar_init           (StreeGridView *self);
void stree_grid_bar_show           (StreeGridView *self);
/* What went wrong with what the user did; NULL: nothing. */
void stree_grid_bar_show_problem   (StreeGridView *self, const char *message);
/* The user goes on: it is of yesterday, unless it stands in the way of saving. */
void stree_grid_bar_forget_problem (StreeGridView *self);
void stree_grid_bar_show_selection (StreeGridView *self);
/* Says something by the way, until there is something else to say. */
void stree_grid_bar_show_note      (StreeGridView *self, const char *text);
/* What the rows are sorted and filtered by. */
void stree_grid_bar_show_query     (StreeGridView *self);
/* A bar below the rows that says how far something is, beside a button that cancels it; not seen yet. */
GtkWidget *stree_grid_progress_new (StreeGridView *self, const char *name, GCallback cancelled, GtkWidget **bar);
void stree_grid_view_set_search    (StreeGridView *self, const char *text);

/* --- -editor: what is typed now, and what is wrong with a cell --- */

void     stree_grid_editor_init    (StreeGridView *self);
gboolean stree_grid_editor_is_open (StreeGridView *self);
/* @text: instead of what is in the cell; NULL: that. */
void     stree_grid_editor_open    (StreeGridView *self, guint position, guint column, const char *text);
void     stree_grid_editor_finish  (StreeGridView *self);
void     stree_grid_editor_cancel  (StreeGridView *self);
void     stree_grid_editor_follow  (StreeGridView *self);
/* Whether what is typed is right, and the hint that says what is not. */
void     stree_grid_editor_check   (StreeGridView *self);
void     stree_grid_hint_show      (StreeGridView *self);
/* The columns follow the source when its schema is another one. */
void     stree_grid_schema_init    (StreeGridView *self);
/* Ctrl+F goes to the search. */
void     stree_grid_find_init      (StreeGridView *self);

/* --- -choices: the list below the editor, of a column that has choices --- */

/* The editor is open, on a cell of any column; until it is closed. */
void     stree_grid_choices_open    (StreeGridView *self);
void     stree_grid_choices_close   (StreeGridView *self);
/* Something else is in the editor. */
void     stree_grid_choices_typed   (StreeGridView *self);
/* Where the cell is in the grid, as far as it is seen; NULL: it is not. While GTK allocates. */
void     stree_grid_choices_place   (StreeGridView *self, const GdkRectangle *place);
/* FALSE: the key is not for the list. */
gboolean stree_grid_choices_key     (StreeGridView *self, guint keyval, GdkModifierType modifiers);
/* A button is pressed in the list, not in the grid, whatever GTK says; and what comes of it. */
gboolean stree_grid_choices_pressed (StreeGridView *self, GtkGesture *gesture);
void     stree_grid_choices_press   (StreeGridView *self, GtkGesture *gesture);
/* What is typed is a part of some of them, which are shown: nothing is wrong yet. */
gboolean stree_grid_choices_match   (StreeGridView *self);

/* --- -edit: what is typed and not written --- */

GHashTable  *stree_grid_edited_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void         stree_grid_view_set_edits (StreeGridView *self, StreeGridEdits *edits);
/* Something is typed, added or deleted. */
gboolean     stree_grid_view_has_edits (StreeGridView *self);
/* Transfer full; NULL: the row has none, or has not come. */
StreeRowKey *stree_grid_view_dup_key   (StreeGridView *self, guint position);
gboolean     stree_grid_view_can_edit  (StreeGridView *self, guint position, guint column);
/* @text: what was typed and could not be read; NULL: nothing. */
StreeGridEditState stree_grid_view_get_state (StreeGridView *self, guint position, StreeGridViewColumn *column, const char **text);
gboolean     stree_grid_view_write_cell (StreeGridView *self, guint position, guint column, StreeCell *cell);
void         stree_grid_view_insert_row  (StreeGridView *self);
void         stree_grid_view_undo        (StreeGridView *self);
void         stree_grid_view_redo        (StreeGridView *self);
void         stree_grid_view_save        (StreeGridView *self);

/* --- -block: what is done to what is selected --- */

void     stree_grid_view_clear_cells (StreeGridView *self);
void     stree_grid_view_fill_down   (StreeGridView *self);
void     stree_grid_view_delete_rows (StreeGridView *self);
/* Over what is selected, or from the cursor on, with new rows where there are no others and the source takes them. */
void     stree_grid_view_paste_block (StreeGridView *self, StreeFrame *texts);
/* Whether many rows are being changed: then nothing else is edited, which is said. */
gboolean stree_grid_view_is_acting   (StreeGridView *self);
void     stree_grid_block_init       (StreeGridView *self);
void     stree_grid_block_stop       (StreeGridView *self);

/* --- -type-ahead --- */

/* A letter was typed that edits nothing. */
gboolean stree_grid_type_ahead       (StreeGridView *self, gunichar character);
/* Whether the next one belongs to the same word. */
gboolean stree_grid_type_ahead_is_on (StreeGridView *self);
void     stree_grid_type_ahead_stop  (StreeGridView *self);

/* --- -component --- */

/* What a COMPONENT's cell shows of a row; @frame NULL: nothing. Other kinds have nothing of it. */
void stree_grid_component_show (StreeGridCell *cell, StreeFrame *frame, guint row);

/* --- -export --- */

/* Asks for a file, and writes what is shown into it. */
void        stree_grid_view_export     (StreeGridView *self, StreeExportFormat format);
GMenuModel *stree_grid_export_menu_new (void) G_GNUC_WARN_UNUSED_RESULT;
void        stree_grid_export_init     (StreeGridView *self);
void        stree_grid_export_stop     (StreeGridView *self);

/* --- -clipboard --- */

typedef enum
{
  STREE_GRID_COPY_CELLS,
  STREE_GRID_COPY_TITLES,
  STREE_GRID_COPY_MARKDOWN,
} StreeGridCopyForm;

void stree_grid_view_copy  (StreeGridView *self, StreeGridCopyForm form);
void stree_grid_view_paste (StreeGridView *self);
/* What is being copied is not any more. */
void stree_grid_copy_stop  (StreeGridView *self);
/* The columns of the source that are shown, of those from one number to another: a new array of guint. */
GArray     *stree_grid_view_list_columns (StreeGridView *self, guint first, guint last) G_GNUC_WARN_UNUSED_RESULT;

/* --- -cells --- */

/* The columns are others that look the same. */
void           stree_grid_cells_show_columns (StreeGridView *self);
/* What is searched for is another text. */
void           stree_grid_cells_show_search (StreeGridView *self);

/* Before a column goes: its cells show nothing any more. */
void           stree_grid_cells_forget (StreeGridViewColumn *column);
GtkListItemFactory *stree_grid_cells_new_factory (StreeGridViewColumn *column) G_GNUC_WARN_UNUSED_RESULT;
void           stree_grid_cells_show_all (StreeGridView *self);
void           stree_grid_cells_show     (StreeGridView *self, guint first, guint n);
/* How wide a column is by its title and the first rows that are at hand, in pixels. */
int            stree_grid_cells_measure  (StreeGridViewColumn *column);
/* For these rows alone: the first @n_rows. */
int            stree_grid_cells_measure_rows (StreeGridViewColumn *column, StreeFrame *rows, guint n_rows);
/* The row at a position with what was typed in it (see -edit): in @frame, transfer full, at @row. FALSE: it has not come. */
gboolean       stree_grid_cells_get_row  (StreeGridView *self, guint position, StreeFrame **frame, guint *row);
/* Only whether it is selected, and has the cursor. */
void           stree_grid_cells_show_states (StreeGridView *self);
/* The rows from @first on are seen, @n of them. */
void           stree_grid_cells_scrolled (StreeGridView *self, guint first, guint n);
/* Of a StreeDataCell; NULL: it shows no row. */
StreeGridCell *stree_grid_cells_of       (GtkWidget *widget);
/* @column: G_MAXUINT: the number of the row. */
StreeGridCell *stree_grid_cells_find     (StreeGridView *self, guint position, guint column);

/* --- -widen: columns of numbers --- */

/* Numbers that are near the screen fit; @now FALSE: GTK may be allocating, nothing becomes wider. Whether some were cut. */
gboolean stree_grid_widen_numbers (StreeGridView *self, gboolean now);
/* Those in these rows. */
gboolean stree_grid_widen_for     (StreeGridView *self, StreeFrame *rows, gboolean now);

/* --- -cursor --- */

gboolean stree_grid_view_get_cursor (StreeGridView *self, guint *position, guint *column);
/* Its whole cell is on the screen. */
gboolean stree_grid_view_sees_cursor (StreeGridView *self);
/* It still is when the columns have become wider, if the grid has the focus. */
void     stree_grid_view_keep_cursor_seen (StreeGridView *self);
/* Moves it, scrolls there, and gives its cell the focus if the grid has it. */
void     stree_grid_view_set_cursor (StreeGridView *self, guint position, guint column);
void     stree_grid_view_scroll_to  (StreeGridView *self, guint position, guint column);
void     stree_grid_view_grab       (StreeGridView *self);
/* Where the grid has the focus: its cell of the cursor has it, as soon as it is there. */
void     stree_grid_view_check_focus (StreeGridView *self);
/* How many rows there is room for. */
guint    stree_grid_view_page       (StreeGridView *self);

int      stree_grid_view_row_height (StreeGridView *self);
/* Moves the cursor as the user does: what is selected goes along, from the anchor on with @extend; @modify: the rest stays. */
void     stree_grid_view_move       (StreeGridView *self, guint position, guint column, gboolean extend, gboolean modify);
void     stree_grid_view_select_all (StreeGridView *self);
/* The first of the columns that are not hidden, with @step -1, or the last, with 1. */
guint    stree_grid_view_end_column (StreeGridView *self, int step);

/* --- -selected: the row that the program selects --- */

/* As soon as it is there; nobody is told. @key: without cells: none. */
void     stree_grid_view_select_key (StreeGridView *self, StreeRowKey *key);
/* For the view's seek. */
void     stree_grid_selected_found (guint position, gpointer view);
/* Other rows may have come, or cells. */
void     stree_grid_selected_follow (StreeGridView *self);
/* The result of the grid is told now. */
void     stree_grid_selected_told (StreeGridView *self, StreeGridReason reason);

/* --- selected cells --- */

/* FALSE: there are none. The last ones are in it. */
gboolean stree_grid_view_get_range  (StreeGridView *self, guint *first_row, guint *last_row, guint *first_column, guint *last_column);

/* --- -keys, -pointer --- */

void stree_grid_keys_init    (StreeGridView *self);
/* The next column that is shown, or @column. */
guint stree_grid_view_next_column (StreeGridView *self, guint column, int step);
/* The keys that do something with the cell of the cursor. */
gboolean stree_grid_view_command (StreeGridView *self, guint keyval, GdkModifierType modifiers);
/* A cell was clicked, so many times; where: a StreeDataCellPart. */
void stree_grid_view_activate (StreeGridView *self, guint position, guint column, int part, int n_press);
void stree_grid_view_drag_on (StreeGridView *self);
void stree_grid_pointer_init (StreeGridView *self);
/* The cell at a point of the grid. FALSE: there is none. */
gboolean stree_grid_view_pick (StreeGridView *self, double x, double y, guint *position, guint *column);

G_END_DECLS
