#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The counter of counter.c, in Python."""
import sys
import gi

gi.require_version("StreamTree", "1.0")
from gi.repository import StreamTree as st


def counter(cx):
    count = cx.use_state("count", 0)

    return st.Card(
        st.Text(f"Count: {count.get()}"),
        st.Button("Increment", on_click=lambda event: count.add(1)),
        st.Button("Reset", on_click=lambda event: count.set(0)) if count.get() > 0 else None,
    )


if __name__ == "__main__":
    sys.exit(st.run("org.example.Counter", counter))
