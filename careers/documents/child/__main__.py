"""Entry: `python -I child/ VERB SECONDS`, the file as standard input, one JSON object as the answer."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

# Python puts this folder first on the path, where our modules would hide ones of the standard library.
FOLDER = Path(__file__).parent
sys.path[:] = [entry for entry in sys.path if Path(entry) != FOLDER]

package = ModuleType("document_child")
package.__path__ = [str(FOLDER)]
sys.modules["document_child"] = package
importlib.import_module("document_child.command").main(*sys.argv[1:])
