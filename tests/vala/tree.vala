/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A tree and a table, made in Vala. */
int main () {
	try {
		var save = new Stree.Element ("Button");
		save.set ("label", "Save");
		save.set_key ("save");
		var stack = new Stree.Element ("VStack");
		stack.set ("spacing", 4);
		stack.append (save);
		print ("%s", stack.dump_text ());
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}

	var builder = new Stree.FrameBuilder ();
	var column = builder.add_column ("n", Stree.ColumnType.INT64);
	builder.append_int64 (column, 7);
	builder.end_row ();
	var frame = builder.finish ();
	print ("%s = %s\n", frame.get_column_name (column), frame.dup_cell_text (0, column));
	return 0;
}
