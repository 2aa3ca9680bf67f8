"""Writes the references when the site is built, as `caselint docs` does. `CASELINT_PACK` names a pack of your own."""

import os

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from caselint.cli.common import set_up
from caselint.cli.docs import reference_pages


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for path, text in reference_pages(set_up(None, os.environ.get("CASELINT_PACK")).pack):
        files.append(File.generated(config, f"reference/{path}", content=text))
    return files
