import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.screenplay import parse
from playhead.screenplay.film import CastEntry, FilmFile, Question, read_film

TOML = """
runtime = "8m-12m"
rating = 12
look = "paper"
curve = [1, 2, 3, 5, 2]
music = "sparse piano"
renderers = ["theatre"]

[cast.MARA]
description = "grey hair, yellow coat"
voice = "low, slow"

[cast."old tom"]
description = "a beard"

[bounds]
never = ["sex", "Drugs"]
ages = { blood = 14, spiders = 7 }

[[questions]]
field = "name"

[[questions]]
field = "hometown"
prompt = "Where do you come from?"

[[questions]]
field = "likes"
prompt = "What do you like?"
options = ["letters", "the sea"]

[[questions]]
field = "pet"
prompt = "A pet?"
kind = "one"
options = ["cat", "dog"]
"""


def film_of(line: str = "", toml: str | None = None):
    head = f"Title: A\n{line}\n" if line else "Title: A\n"
    return read_film(parse(f"{head}\nINT. ROOM\n\nA cat.\n".encode()), toml, "f/film.toml")


def told(toml):
    film, problems = film_of(toml=toml)
    assert all(problem.path == "f/film.toml" for problem in problems)
    return film, [(problem.line, problem.column, problem.text) for problem in problems]


def test_a_whole_film_toml():
    film, problems = film_of(toml=TOML)
    assert problems == ()
    assert (film.runtime_s, film.rating, film.look, film.curve) == ((480, 720), 12, "paper", (1, 2, 3, 5, 2))
    assert (film.music, film.renderers, film.never, film.ages) == ("sparse piano", ("theatre",), ("sex", "drugs"), (("blood", 14), ("spiders", 7)))
    assert film.cast == (CastEntry("MARA", "grey hair, yellow coat", "low, slow"), CastEntry("OLD TOM", "a beard"))
    assert film.questions[0] == Question("name", "What may the film call you?", "text")
    assert film.questions[1].kind == "text"
    assert film.questions[2] == Question("likes", "What do you like?", "many", ("letters", "the sea"))
    assert film.questions[3].options == ("cat", "dog")


def test_nothing_said_is_nothing_set():
    assert film_of() == (FilmFile(), ())
    assert film_of(toml="") == (FilmFile(), ())


def test_the_title_page_line():
    film, problems = film_of("Film: runtime 8m-12m; rating 12; look paper; curve 1 2 3; never blood, sex")
    assert problems == ()
    assert (film.runtime_s, film.rating, film.look, film.curve, film.never) == ((480, 720), 12, "paper", (1, 2, 3), ("blood", "sex"))


def test_the_title_page_wins():
    film, _ = film_of("Film: rating 6", 'rating = 12\nlook = "paper"')
    assert (film.rating, film.look) == (6, "paper")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("8m-12m", (480, 720)), ("8-12m", (480, 720)), ("90s to 2m", (90, 120)), ("3m", (162, 198)), ("8m – 12m", (480, 720)), ("soon", None), ("12m-8m", None), ("1-2-3", None)],
)
def test_running_times(text, seconds):
    film, problems = film_of(f"Film: runtime {text}")
    assert film.runtime_s == (seconds or (0, 0))
    assert bool(problems) is (seconds is None)


def test_a_table_of_running_time():
    assert told('[runtime]\nleast = "8m"\nmost = "12m"')[0].runtime_s == (480, 720)
    assert told('[runtime]\nleast = "8m"\nmots = "12m"')[1][0][:2] == (3, 1)


def test_problems_of_the_line_stand_in_it():
    _, problems = film_of("Film: runtime 8m; ratign 12")
    (problem,) = problems
    assert (problem.line, problem.column, problem.path) == (2, 19, "")
    assert "'rating'" in problem.text


@pytest.mark.parametrize(
    ("toml", "line", "column", "hint"),
    [
        ("\nratign = 12", 2, 1, "'rating'"),
        ("wallpaper = 1", 1, 1, "runtime"),
        ("rating = 'old'", 1, 1, "an age"),
        ("rating = true", 1, 1, "an age"),
        ("curve = [1, 9]", 1, 1, "0 to 5"),
        ("curve = 3", 1, 1, "0 to 5"),
        ("look = 3", 1, 1, "words"),
        ("renderers = 'theatre'", 1, 1, "list"),
        ("cast = 3", 1, 1, "[cast] table"),
        ("[cast]\nMARA = 'old'", 2, 1, "[cast.MARA]"),
        ("[cast.MARA]\ndescripton = 'old'", 2, 1, "'description'"),
        ("[cast.MARA]\nvoice = 3", 2, 1, "words"),
        ("[bounds]\nnevr = ['sex']", 2, 1, "'never'"),
        ("[bounds]\nages = { blood = 'old' }", 2, 10, "whole number"),
        ("questions = 3", 1, 1, "[[questions]]"),
        ("[[questions]]\nprompt = 'Who?'", 1, 1, "field"),
        ("[[questions]]\nfield = 'name'\n[[questions]]\nfield = 'name'", 4, 1, "twice"),
        ("[[questions]]\nfield = 'pet'", 2, 1, "prompt"),
        ("[[questions]]\nfield = 'pet'\nprompt = 'Pet?'\nkind = 'txt'", 4, 1, "'text'"),
        ("[[questions]]\nfield = 'pet'\nprompt = 'Pet?'\nkind = 'one'", 4, 1, "options"),
        ("[[questions]]\nfield = 'age'\nkind = 'text'", 3, 1, "number"),
        ("[[questions]]\nfield = 'pet'\nprompt = 'Pet?'\nask = 1", 4, 1, "'ask'"),
    ],
)
def test_problems_of_the_file_have_line_and_suggestion(toml, line, column, hint):
    _, (problem, *_) = told(toml)
    assert problem[:2] == (line, column)
    assert hint in problem[2]


def test_a_file_that_is_no_toml_is_an_error():
    film, problems = film_of(toml="rating = 12\nlook = = 3")
    assert film == FilmFile()
    assert [(p.level, p.line) for p in problems] == [("error", 2)]


VALUE = st.recursive(
    st.one_of(st.integers(-5, 10**6), st.booleans(), st.sampled_from(['"8m"', '"x"', '""', "1.5", "1979-05-27"]).map(str)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["least", "most", "never", "ages", "field"]), inner, max_size=3)),
    max_leaves=6,
)


def toml_value(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml_value(each)}" for key, each in value.items()) + "}"
    return str(value)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["runtime", "rating", "look", "curve", "questions", "cast", "bounds", "music", "renderers", "x"]), VALUE, max_size=5))
def test_any_toml_is_read(table):
    film, problems = film_of(toml="\n".join(f"{key} = {toml_value(value)}" for key, value in table.items()))
    assert isinstance(film, FilmFile)
    assert all(problem.line >= 1 and problem.column >= 1 and "\n" not in problem.text for problem in problems)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read(text):
    film_of(toml=text)


@pytest.mark.parametrize(("written", "code"), [("fr", "fr"), ("FR", "fr"), ("pt-BR", "pt-br"), ("pt_BR", "pt-br")])
def test_a_script_says_its_own_language(written, code):
    film, problems = read_film(parse(b"Title: A\n\nINT. ROOM - DAY\n\nShe waits.\n"), f'language = "{written}"\n')
    assert (film.language, problems) == (code, ())


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('language = "french"', "not 'french'; did you mean 'fr'?"),
        ('language = "xx"', "not 'xx'"),
        ("language = 3", "not 3"),
        ('language = ["fr"]', "not ['fr']"),
    ],
)
def test_a_language_that_is_none_is_one_error_and_the_film_plays_as_an_english_one(toml, told):
    film, (problem,) = read_film(parse(b"INT. ROOM - DAY\n\nShe waits.\n"), f"rating = 6\n{toml}\n")
    assert (film.language, film.rating) == ("en", 6)
    assert (problem.level, problem.line, problem.column) == ("error", 2, 1)
    assert problem.text.startswith("language must be the code of the script's language, such as en, de or pt-br, ")
    assert told in problem.text


def test_a_title_page_says_the_language_too():
    film, problems = read_film(parse(b"Title: A\nFilm: rating 6; language de\n\nINT. ROOM - DAY\n\nShe waits.\n"))
    assert (film.language, film.rating, problems) == ("de", 6, ())
