"""A wire between a client and a server that can be made slow, refuse, or be cut off in the middle of an answer."""

import contextlib
import socket
import threading


class Wire:
    """Listens at `port` and passes on to `target`. `mode` is "well", "refuse", "cut" or "slow"; slow answers wait for `go`."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.mode = "well"
        self.go = threading.Event()
        self.lines = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def set(self, mode: str) -> None:
        """Change what it does, and break the lines that are open."""
        self.mode = mode
        self.go.clear() if mode == "slow" else self.go.set()
        self._drop()

    def close(self) -> None:
        self.mode = "refuse"
        self.go.set()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._threads[0].join()  # no line is accepted any more
        self._drop()
        for each in self._threads:
            each.join()

    def _drop(self) -> None:
        with self._lock:
            for each in self._open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self.lines += 1
            if self.mode == "refuse":
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            with self._lock:
                self._open |= {client, server}
            for ends in ((client, server, False), (server, client, True)):
                self._threads.append(threading.Thread(target=self._pass, args=ends, daemon=True))
                self._threads[-1].start()

    def _pass(self, source: socket.socket, sink: socket.socket, answer: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if answer and self.mode == "slow":
                    self.go.wait()
                if answer and self.mode == "cut":
                    sink.sendall(data[: len(data) // 2])
                    break
                sink.sendall(data)
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open.discard(source)
        source.close()
