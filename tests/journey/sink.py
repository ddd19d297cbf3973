"""An SMTP server that keeps every mail as a file.

    sink.py --directory DIR [--refuse ADDRESS] [--defer ADDRESS]

Prints its port once it listens. Each mail becomes DIR/<number>.eml, headed by the envelope it came
in. One address may be refused for good (550), another one told once to try later (451).
"""
import argparse
import asyncio
import os

from aiosmtpd.smtp import SMTP


class Sink:
    def __init__(self, options):
        self.options = options
        self.deferred = False
        self.kept = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == self.options.refuse:
            return "550 5.1.1 no such mailbox"
        if address == self.options.defer and not self.deferred:
            self.deferred = True
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.kept += 1
        path = os.path.join(self.options.directory, f"{self.kept:05}.eml")
        with open(path + ".part", "wb") as file:
            file.write(f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(path + ".part", path)
        return "250 2.0.0 kept"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--directory", required=True)
    parser.add_argument("--refuse")
    parser.add_argument("--defer")
    options = parser.parse_args()
    loop = asyncio.get_running_loop()
    sink = Sink(options)
    server = await loop.create_server(lambda: SMTP(sink, loop=loop, enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
