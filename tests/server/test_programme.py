from pathlib import Path

import pytest

from playhead.errors import BadInput
from playhead.server import film_routes
from playhead.server.programme import film_of, find_films

FILMS = Path(__file__).parents[2] / "films"
SCRIPT = b"Title: A Door\nFilm: rating 6\n\nINT. ROOM - DAY\n\nMARA\nYes.\n"


def test_a_film_toml_beside_the_script_is_read_with_it(tmp_path):
    (tmp_path / "door.fountain").write_bytes(SCRIPT)
    plain = find_films(tmp_path / "door.fountain")["door"]
    assert plain.toml is None
    (tmp_path / "film.toml").write_text('runtime = "8m-12m"\nratign = 3\n[cast.MARA]\nvoice = "low"\n')
    (film,) = find_films(tmp_path).values()
    assert (film.story.film.runtime_s, film.story.film.rating, film.story.role("MARA").voice) == ((480, 720), 6, "low")
    assert film.revision != plain.revision
    assert [(problem.path, problem.line) for problem in film.story.problems] == [(str(tmp_path / "film.toml"), 2)]
    assert film_of(film.id, SCRIPT, str(film.path), film.toml).revision == film.revision


def test_a_film_toml_that_is_no_text_is_one_clear_line(tmp_path):
    (tmp_path / "door.fountain").write_bytes(SCRIPT)
    (tmp_path / "film.toml").write_bytes(b"look = '\xff\xfe'")
    with pytest.raises(BadInput, match=r"film\.toml: cannot be read: it is not UTF-8"):
        find_films(tmp_path)


def test_how_long_a_film_runs_is_told_by_pace_where_its_storylets_fill_it():
    told = {name: film_routes._tell(find_films(FILMS / name)[name]) for name in ("the-nine-forty", "orbit")}
    forty = told["the-nine-forty"]
    assert (forty["seconds"], forty["paces"]["slow"]) == (450, 666)
    assert 180 < forty["paces"]["quick"] < 240
    assert set(told["orbit"]["paces"].values()) == {told["orbit"]["seconds"]}
