"""The wheel carries the rules and the schemas, and works from any folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_works_from_any_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
        names = archive.namelist()
    assert "caselint/shipped/rules/pack.yaml" in names
    assert "caselint/shipped/schemas/record.schema.json" in names
    assert "caselint/browse/browse.tcss" in names
    assert "caselint/docs/introductions/language.md" in names
    assert {f"caselint/reports/html/templates/{name}" for name in ("page.html.j2", "page.js", "base.css")} <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "samples/"))]
    # Started with the unpacked wheel first on the path, in a folder that holds nothing of the project.
    script = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from caselint.cli import main, __file__ as at; print(at); main(['rules'])"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(unpacked) in done.stdout
    assert "VISIT002" in done.stdout
