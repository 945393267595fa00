import pytest

from playhead.errors import ScreenplayError
from playhead.screenplay import Kind, parse_fdx, write

FDX = b"""<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="1"/><Text>INT. KITCHEN - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>Rain. </Text><Text Style="Bold">A kettle</Text><Text> sings.</Text></Paragraph>
    <Paragraph Type="Action"><ScriptNote><Paragraph><Text>a note</Text></Paragraph></ScriptNote><Text>He waits.</Text></Paragraph>
    <Paragraph><DualDialogue>
      <Paragraph Type="Character"><Text>ANNA (V.O.)</Text></Paragraph>
      <Paragraph Type="Parenthetical"><Text>(low)</Text></Paragraph>
      <Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph>
      <Paragraph Type="Character"><Text>BEN</Text></Paragraph>
      <Paragraph Type="Dialogue"><Text>No.</Text></Paragraph>
    </DualDialogue></Paragraph>
    <Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
  </Content>
  <TitlePage><Content><Paragraph Type="General"><Text>THE KETTLE</Text></Paragraph>
    <Paragraph><Text>written by</Text></Paragraph><Paragraph><Text>A. Writer</Text></Paragraph></Content></TitlePage>
</FinalDraft>
"""


def test_paragraphs_become_elements_with_their_place() -> None:
    play = parse_fdx(FDX)
    assert [(e.kind, e.text) for e in play.elements] == [
        (Kind.TITLE, "THE KETTLE"), (Kind.TITLE, "A. Writer"), (Kind.SCENE, "INT. KITCHEN - DAY"),
        (Kind.ACTION, "Rain. A kettle sings."), (Kind.ACTION, "He waits."), (Kind.CHARACTER, "ANNA"),
        (Kind.PARENTHETICAL, "low"), (Kind.DIALOGUE, "Yes."), (Kind.CHARACTER, "BEN"), (Kind.DIALOGUE, "No."),
        (Kind.TRANSITION, "CUT TO:"),
    ]
    scene = play.elements[2]
    assert (scene.line, scene.column, scene.number) == (4, 5, "1")
    assert [e.dual for e in play.elements if e.kind is Kind.CHARACTER] == [False, True]
    assert play.elements[5].extension == "V.O."
    assert write(play) == FDX


@pytest.mark.parametrize(("source", "says"), [
    (b"", "is empty"), (b"<FinalDraft>", "not a Final Draft file"), (b"<a/>", "holds no script"),
    (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"), (b"<a>" * 100, "nested deeper"),
])
def test_what_is_no_fdx_is_told_with_its_place(source, says) -> None:
    with pytest.raises(ScreenplayError, match=says):
        parse_fdx(source, "a.fdx")
