"""The makers of voices that come with Playhead. What is known of each is light: nothing here loads a model."""

from __future__ import annotations

from playhead.speech import kokoro_cast, server_cast
from playhead.speech.maker import STAND_IN, Known, Machine, Maker, register


def _hibari(_machine: Machine) -> Maker:
    from playhead.speech.hibari import Hibari

    return Hibari()


def _kokoro(machine: Machine) -> Maker:
    from playhead.speech.kokoro import Kokoro  # here, so that who does not speak with it does not pay for it

    return Kokoro(machine)


def _server(machine: Machine) -> Maker:
    from playhead.speech.server import Server

    return Server(machine)


HIBARI = Known(STAND_IN, _hibari, lambda _voice, _machine: "", says="one network, many voices; always there, on any CPU")
KOKORO = Known(
    "kokoro", _kokoro, kokoro_cast.who, says="Kokoro-82M on the CPU: 28 English voices; `make voices` installs it",
    licence="Apache-2.0 (weights, voices), MIT (ONNX export)", why_not=kokoro_cast.why_not, owns=kokoro_cast.owns,
)
SERVER = Known(
    "server", _server, server_cast.who, licence="as the server's owner says", says="a speech server with POST {url}/audio/speech",
    why_not=server_cast.why_not, speaks=server_cast.speaks, trusted=server_cast.trusted, owns=server_cast.owns,
)

for _each in (HIBARI, KOKORO, SERVER):
    register(_each)
