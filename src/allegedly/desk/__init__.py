"""What can be asked of `allegedly`: every action is one function here, whichever door it is asked through.

The command line, pages, REST and MCP all come to this desk, so they cannot disagree.

In:      `Item`s, which `items.gather` makes of paths and directories.
Out:     `read` yields, item by item and in order, a `Reading` or a `Failure`; `event_rows` gives its event data.
Cost:    importing costs the records only; the language model is loaded when the first item is read.
Fails:   an item that cannot be read becomes a `Failure` in its place. What concerns all items (no model, an impossible
         setting) raises, because going on would only repeat it.
"""

from allegedly.desk.export import event_rows
from allegedly.desk.items import Failure, Item
from allegedly.desk.reading import read

__all__ = ["Failure", "Item", "event_rows", "read"]
