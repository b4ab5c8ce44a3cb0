"""Executes one notebook and writes the copy with its outputs, also when a cell fails.

    python3 execute_notebook.py NOTEBOOK COPY FOLDER SECONDS

FOLDER is where the kernel stands, SECONDS the most that one cell may take. Prints one line of JSON: how many seconds it took, and
which cell failed with what. What is not a notebook by nbformat's schema is refused.
"""
import json
import sys
import time
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async

# How long a cell that has ended is still listened to, in seconds: outputs were seen up to 0.002 s late.
LISTEN = 0.2


class PatientClient(NotebookClient):
    """Takes outputs that come after the word that their cell has ended, as JupyterLab does and nbclient does not.

    Deno's kernel (2.9.6) sends that word by another way than outputs, which it overtakes in some of a hundred cells.
    """

    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        await super()._async_poll_output_msg(parent_msg_id, cell, cell_index)
        while True:
            try:
                message = await ensure_async(self.kc.iopub_channel.get_msg(timeout=LISTEN))
            except Empty:
                return
            if message["parent_header"].get("msg_id") != parent_msg_id:
                continue
            try:
                self.process_message(message, cell, cell_index)
            except CellExecutionComplete:
                pass


source, copy, folder, most = sys.argv[1:5]
notebook = nbformat.read(source, as_version=4)
nbformat.validate(notebook)
# A machine that is busy shows what an idle one does.
client = PatientClient(
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
