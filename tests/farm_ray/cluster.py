"""A Ray cluster of several nodes on this machine, by loopback alone; nodes are added, and lose their power."""

import contextlib
import os
import secrets
import socket
from importlib.util import find_spec
from typing import Any, Self

import psutil

from playhead.projection.ray_address import environment_of

INSTALLED = find_spec("ray") is not None
OBJECTS_BYTES = 80 << 20
TOKEN = secrets.token_hex(32)  # Ray keeps the first that it reads


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Cluster:
    """A head node with `places` workers' room, or none; `add` gives it others. What connects to it inherits this environment."""

    def __init__(self, places: int = 1, *, clients: bool = False) -> None:
        self._places = places
        self._clients_port = free_port() if clients else None
        self._cluster: Any = None
        self.nodes: list[Any] = []

    def __enter__(self) -> Self:
        known = {**environment_of("127.0.0.1:1"), "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": TOKEN}
        self._before = {name: os.environ.get(name) for name in known}
        os.environ.update(known)
        from ray.cluster_utils import Cluster as RayCluster  # it reads the environment

        self._cluster = RayCluster()
        self.add(self._places, clients_port=self._clients_port)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(psutil.Error):
            for node in self.nodes:
                self.kill(node)
        self._cluster.shutdown()
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

    @property
    def address(self) -> str:
        """Of the head, for the setting `farm`."""
        return str(self._cluster.address)

    @property
    def clients_address(self) -> str:
        """For the setting `farm` of a server that is on none of its nodes."""
        return f"ray://127.0.0.1:{self._clients_port}"

    def add(self, places: int = 1, gpus: int = 0, clients_port: int | None = None) -> Any:
        """Another node, with room for so many workers."""
        node = self._cluster.add_node(
            num_cpus=places, num_gpus=gpus, include_dashboard=False, node_ip_address="127.0.0.1", object_store_memory=OBJECTS_BYTES,
            **({"ray_client_server_port": clients_port} if clients_port else {}),
        )
        self.nodes.append(node)
        return node

    def processes(self, node: Any) -> list[psutil.Process]:
        """What runs on a node: its raylet and the workers there."""
        (raylet, *_) = node.all_processes["raylet"]
        try:
            top = psutil.Process(raylet.process.pid)
            return [top, *top.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def kill(self, node: Any) -> None:
        """Its power is gone: all that runs there ends at once and says nothing."""
        for process in self.processes(node):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def cut_off(self, node: Any) -> None:
        """Nothing is heard of it any more, not even its end."""
        for process in self.processes(node):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.suspend()

    def kill_head(self) -> None:
        """What knows the cluster ends at once, and the first node with it."""
        (server, *_) = self.nodes[0].all_processes["gcs_server"]
        psutil.Process(server.process.pid).kill()
        self.kill(self.nodes[0])
