"""Entry point: `python -I child/ VERB SECONDS`, with the file as standard input and one JSON object as output."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

# Python puts this folder first on the path, where our modules would hide standard library modules.
FOLDER = Path(__file__).parent
sys.path[:] = [entry for entry in sys.path if Path(entry) != FOLDER]

package = ModuleType("document_child")
package.__path__ = [str(FOLDER)]
sys.modules["document_child"] = package
importlib.import_module("document_child.command").main(*sys.argv[1:])
