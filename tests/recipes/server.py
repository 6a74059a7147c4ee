"""server.py ntfy|gotify|files FOLDER: a server on a free port of 127.0.0.1 that answers recipes as the real one does.

FOLDER/KIND.port has the port and FOLDER/KIND.pid the process. FOLDER/KIND.requests has a line of json for each request,
and FOLDER/KIND.shown what a phone would show: messages by id. While FOLDER/KIND.down exists, it fails with 503.
"""
import email
import email.policy
import json
import os
import re
import sys
from http.server import HTTPServer, SimpleHTTPRequestHandler

kind, folder = sys.argv[1:]
shown = {}


def path(ending):
    return os.path.join(folder, f"{kind}.{ending}")


def write(ending, text):
    with open(path("tmp"), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path("tmp"), path(ending))


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with open(path("requests"), "a", encoding="utf-8") as file:
            headers = {name.lower(): value for name, value in self.headers.items()}
            line = {"method": self.command, "path": self.path, "headers": headers, "body": body.decode()}
            file.write(json.dumps(line) + "\n")
        if os.path.exists(path("down")):
            return self.answer(503, {"error": "down"})
        status, value = getattr(self, kind)(body)
        write("shown", json.dumps(shown))
        return self.answer(status, value)

    def ntfy(self, body):
        """POST or PUT /TOPIC with X-Sequence-ID shows a message or replaces it; PUT /TOPIC/ID/clear clears it."""
        if self.command in ("POST", "PUT") and re.fullmatch(r"/[-_A-Za-z0-9]{1,64}", self.path):
            sequence = self.headers.get("X-Sequence-ID")
            if not re.fullmatch(r"[-_A-Za-z0-9]{1,64}", sequence or ""):
                return 400, {"code": 40049, "error": "invalid request: sequence ID invalid"}
            shown[sequence] = body.decode()
            return 200, {"id": f"m{len(shown)}", "event": "message", "topic": self.path[1:], "sequence_id": sequence}
        cleared = re.fullmatch(r"/[-_A-Za-z0-9]{1,64}/([-_A-Za-z0-9]{1,64})/clear", self.path)
        if self.command == "PUT" and cleared:
            shown.pop(cleared[1], None)
            return 200, {"event": "message_clear", "sequence_id": cleared[1]}
        return 404, {"code": 40401, "error": "page not found"}

    def gotify(self, body):
        """POST /message with an application's token adds a message; DELETE /message/ID with a client's removes it."""
        token = self.headers.get("X-Gotify-Key")
        if self.command == "POST" and self.path == "/message":
            if token != "AppToken":
                return 401, {"error": "Unauthorized"}
            head = b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n"
            form = email.message_from_bytes(head + body, policy=email.policy.HTTP)
            fields = {}
            for part in form.iter_parts():
                fields[part.get_param("name", header="content-disposition")] = part.get_payload(decode=True).decode()
            if not fields.get("message"):
                return 400, {"error": "Bad Request"}
            self.server.count += 1
            shown[str(self.server.count)] = fields["title"] + ": " + fields["message"]
            return 200, {"id": self.server.count, "appid": 1, **fields}
        removed = re.fullmatch(r"/message/(\d+)", self.path)
        if self.command == "DELETE" and removed:
            if token != "ClientToken":
                return 401, {"error": "Unauthorized"}
            return (200, {}) if shown.pop(removed[1], None) else (404, {"error": "Not Found"})
        return 404, {"error": "Not Found"}

    if kind != "files":
        do_GET = do_POST = do_PUT = do_DELETE = handle_request


Handler.extensions_map = SimpleHTTPRequestHandler.extensions_map | {".ics": "text/calendar"}
server = HTTPServer(("127.0.0.1", 0), Handler)
server.count = 0
write("pid", f"{os.getpid()}\n")
write("port", f"{server.server_address[1]}\n")
server.serve_forever()
