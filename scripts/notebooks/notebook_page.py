"""Writes an executed notebook as a page: nbconvert's own, with its charts.

    python3 notebook_page.py NOTEBOOK PAGE

nbconvert draws no Vega-Lite, and some versions of it clean an SVG until nothing is left of it: as an image it stays whole.
"""
import base64
import sys

import nbformat
from nbconvert import HTMLExporter

source, page = sys.argv[1:3]
notebook = nbformat.read(source, as_version=4)
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "image/svg+xml" in data:
            image = base64.b64encode(data.pop("image/svg+xml").encode()).decode()
            data["text/html"] = f'<img alt="" src="data:image/svg+xml;base64,{image}">'
html, _ = HTMLExporter().from_notebook_node(notebook)
with open(page, "w", encoding="utf-8") as file:
    file.write(html)
