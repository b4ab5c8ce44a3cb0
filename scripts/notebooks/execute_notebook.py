"""Executes one notebook and writes the copy with its outputs, also when a cell fails.

    python3 execute_notebook.py NOTEBOOK COPY FOLDER SECONDS

FOLDER is where the kernel stands, SECONDS the most that one cell may take. Prints one line of JSON: how many seconds it took, and
which cell failed with what. What is not a notebook by nbformat's schema is refused.
"""
import json
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

source, copy, folder, most = sys.argv[1:5]
notebook = nbformat.read(source, as_version=4)
nbformat.validate(notebook)
# An output that comes late is waited for: a busy machine shows what an idle one does.
client = NotebookClient(
    notebook,
    timeout=int(most),
    iopub_timeout=60,
    raise_on_iopub_timeout=True,
    resources={"metadata": {"path": folder}},
)
start = time.monotonic()
said = {"error": None}
try:
    client.execute()
except CellExecutionError as error:
    said["error"] = {"name": error.ename, "message": error.evalue, "text": error.traceback}
except CellTimeoutError:
    said["error"] = {"name": "Timeout", "message": f"a cell took more than {most} s", "text": ""}
except DeadKernelError as error:
    said["error"] = {"name": "DeadKernel", "message": str(error), "text": ""}
said["seconds"] = time.monotonic() - start
nbformat.write(notebook, copy)
# Cells are counted as a reader counts them, from 1; the one that failed is the last that was begun.
begun = [i + 1 for i, cell in enumerate(notebook.cells) if cell.get("metadata", {}).get("execution")]
said["cell"] = begun[-1] if begun else 0
print(json.dumps(said))
