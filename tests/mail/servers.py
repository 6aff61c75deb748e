"""SMTP servers that behave badly, and ones that speak TLS."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Talk = Callable[["Line"], None]


class Line:
    """One connection, from the server's side."""

    def __init__(self, connection: socket.socket, over: threading.Event) -> None:
        self._connection, self._file = connection, connection.makefile("rb")
        self._over = over

    def say(self, text: str) -> None:
        """Send one line."""
        self._connection.sendall(text.encode() + b"\r\n")

    def hear(self) -> str:
        """Read one line."""
        return self._file.readline().decode().strip()

    def answer(self, *answers: str) -> None:
        """Answer one line after the other."""
        for text in answers:
            self.hear()
            self.say(text)

    def hear_message(self) -> None:
        """Read up to the dot that ends a message."""
        while self.hear() != ".":
            pass

    def hang(self) -> None:
        """Say nothing any more, and keep the connection."""
        self._over.wait(30)

    def trickle(self) -> None:
        """Send a byte from time to time and never come to an end."""
        while not self._over.wait(0.1):
            self._connection.sendall(b"2")


@contextmanager
def talking(talk: Talk) -> Iterator[int]:
    """A server on 127.0.0.1 that holds ``talk`` with each client; gives its port."""
    listener, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve() -> None:
        while not over.is_set():
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                if not over.is_set():
                    talk(Line(connection, over))

    thread = threading.Thread(target=serve)
    thread.start()
    port = int(listener.getsockname()[1])
    try:
        yield port
    finally:
        over.set()
        socket.create_connection(("127.0.0.1", port)).close()
        thread.join(10)
        listener.close()


def certificate(folder: Path, address: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's TLS context with a certificate for the address, and the file that makes clients trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    day, today = dt.timedelta(days=1), dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), today - day, today + day
    )
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    chain, secret = folder / "mail.pem", folder / "mail.key"
    chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    return context, chain
