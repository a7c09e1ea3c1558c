"""A small OpenID Connect issuer that stands for the national identity on one's own machine. Invented people only.

.venv/bin/python tools/identity_simulator.py [PORT]

Then, in another terminal: TINKUY_IDENTITY_ISSUER=http://127.0.0.1:PORT TINKUY_IDENTITY_CLIENT_ID=tinkuy
TINKUY_IDENTITY_SECRET=secreto. It asks for PKCE (S256) and client_secret_basic, signs with RS256, and can misbehave:
see `Simulator.fault`.
"""

import base64
import hashlib
import html
import json
import secrets
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

PEOPLE = {
    "10117410": {"first_name": "Rosa", "last_name": "Huamán Chávez", "email": "rosa@identidad.pe"},
    "40404040": {"first_name": "Julio", "last_name": "Cotrina Vásquez"},
}
CLIENT_ID, CLIENT_SECRET = "tinkuy", "secreto"
FAULTS = ("wrong_issuer", "wrong_audience", "expired", "token_error", "userinfo_error", "denied", "no_document")


class Simulator(ThreadingHTTPServer):
    """`person`: who answers without being asked (tests); None shows a page to choose. `acr`: how they proved it.
    `fault`: one of FAULTS, or None to behave."""

    daemon_threads = True

    def __init__(self, port: int = 0, *, person: str | None = None, acr: str = "face_mobile") -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.person, self.acr, self.fault = person, acr, None
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, str]] = {}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def start(self) -> "Simulator":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def claims(self, document: str, acr: str) -> dict[str, str]:
        subject = hashlib.sha256(document.encode()).hexdigest()[:20]
        known = {
            "sub": subject,
            "acr": acr,
            **PEOPLE.get(document, {"first_name": "Persona", "last_name": "De Prueba"}),
        }
        return known if self.fault == "no_document" else {**known, "doc": document}

    def id_token(self, code: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            **self.claims(code["document"], code["acr"]),
            "iss": "https://otro.ejemplo" if self.fault == "wrong_issuer" else self.issuer,
            "aud": "otro-cliente" if self.fault == "wrong_audience" else CLIENT_ID,
            "iat": now,
            "exp": now - 600 if self.fault == "expired" else now + 300,
            "jti": secrets.token_hex(8),
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "simulador"})


class _Handler(BaseHTTPRequestHandler):
    server: Simulator

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        pages = {
            "/.well-known/openid-configuration": self._discovery,
            "/jwks": self._jwks,
            "/userinfo": self._userinfo,
        }
        if url.path == "/auth":
            self._authorize(query)
        elif url.path in pages:
            pages[url.path]()
        else:
            self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if urlsplit(self.path).path == "/token":
            self._token(form)
        else:
            self._json({"error": "not_found"}, 404)

    def _discovery(self) -> None:
        issuer = self.server.issuer
        self._json(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/auth",
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/jwks",
                "response_types_supported": ["code"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    def _jwks(self) -> None:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
        self._json({"keys": [{**public, "kid": "simulador", "alg": "RS256", "use": "sig"}]})

    def _authorize(self, query: dict[str, str]) -> None:
        if query.get("client_id") != CLIENT_ID or query.get("code_challenge_method") != "S256":
            self._json({"error": "invalid_request"}, 400)
            return
        document = query.get("document") or self.server.person
        if document is None:
            self._choose(query)
            return
        answer = {"state": query.get("state", "")}
        if self.server.fault == "denied":
            answer["error"] = "access_denied"
        else:
            answer["code"] = secrets.token_urlsafe(16)
            self.server.codes[answer["code"]] = {
                "document": document,
                "acr": query.get("acr") or self.server.acr,
                "challenge": query["code_challenge"],
                "redirect_uri": query["redirect_uri"],
            }
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _choose(self, query: dict[str, str]) -> None:
        hidden = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in query.items()
        )
        buttons = [
            f'<p><button name="document" value="{document}">{person["first_name"]} {person["last_name"]}</button></p>'
            for document, person in PEOPLE.items()
        ]
        title = "Simulador de la identidad nacional"
        form = f"<form>{hidden}{''.join(buttons)}</form>"
        page = f"<!doctype html><html lang=es><title>{title}</title><h1>{title}</h1>{form}"
        self._send(page.encode(), "text/html; charset=utf-8", 200)

    def _token(self, form: dict[str, str]) -> None:
        expected = "Basic " + base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        code = self.server.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.headers.get("Authorization") != expected:
            self._json({"error": "invalid_client"}, 401)
        elif self.server.fault == "token_error":
            self._json({"error": "server_error"}, 500)
        elif not code or code["challenge"] != challenge or code["redirect_uri"] != form.get("redirect_uri"):
            self._json({"error": "invalid_grant"}, 400)
        else:
            token = secrets.token_urlsafe(16)
            self.server.tokens[token] = code
            self._json({"access_token": token, "token_type": "Bearer", "id_token": self.server.id_token(code)})

    def _userinfo(self) -> None:
        code = self.server.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if code is None or self.server.fault == "userinfo_error":
            self._json({"error": "invalid_token"}, 401)
        else:
            self._json(self.server.claims(code["document"], code["acr"]))

    def _json(self, data: object, status: int = 200) -> None:
        self._send(json.dumps(data).encode(), "application/json", status)

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent: what people prove does not belong in a log."""


if __name__ == "__main__":
    simulator = Simulator(int(sys.argv[1]) if len(sys.argv) > 1 else 8900)
    print(f"Simulador de la identidad nacional en {simulator.issuer}")
    simulator.serve_forever()
