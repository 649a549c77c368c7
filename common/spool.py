"""A broker that is a folder: Celery without a server, for `./run` and the tests.

kombu has a transport of this kind, but a reader of its folder can meet a file that is not yet written, and a killed
one leaves files behind in the system's temporary folder. Here a message appears whole (rename) and is taken by
exactly one reader (unlink). What a killed worker held is lost, and the sweeper brings it back.
"""

import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import virtual
from kombu.utils.json import dumps, loads


class Channel(virtual.Channel):
    supports_fanout = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(self.connection.client.transport_options["folder"])
        self.folder.mkdir(parents=True, exist_ok=True)

    def _put(self, queue, payload, **kwargs):
        path = self.folder / f"{time.time_ns()}-{uuid.uuid4().hex}.{queue}.msg"
        part = path.with_suffix(".part")
        try:
            part.write_bytes(dumps(payload).encode())
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)

    def _get(self, queue):
        for path in self._waiting(queue):
            try:
                payload = path.read_bytes()
                path.unlink()
            except FileNotFoundError:
                continue  # another worker was quicker
            return loads(payload.decode())
        raise Empty

    def _waiting(self, queue):
        suffix = f".{queue}.msg"
        return [
            self.folder / name for name in sorted(path.name for path in self.folder.iterdir()) if name.endswith(suffix)
        ]

    def _size(self, queue):
        return len(self._waiting(queue))

    def _purge(self, queue):
        paths = self._waiting(queue)
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)

    def get_table(self, exchange):
        """Each queue has the exchange of its own name, so that there is no table to keep."""
        return [(exchange, "", exchange)]

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        """Nothing to write down: see `get_table`."""


class Transport(virtual.Transport):
    Channel = Channel
    global_state = virtual.BrokerState()
    default_port = 0
    driver_type = "filesystem"
    driver_name = "filesystem"
    default_connection_params = {}  # a folder has no host

    def driver_version(self):
        return "1"
