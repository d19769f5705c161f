"""A line that takes its time: `slow_line.py PORT SECONDS` delays every byte, both ways."""

import asyncio
import sys


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    """Pass bytes on, each as much later as the delay says; the order stays."""
    loop = asyncio.get_running_loop()
    while received := await reader.read(1 << 18):
        loop.call_later(delay, writer.write, received)
    loop.call_later(delay, writer.close)


async def _listen(port: int, delay: float) -> None:
    pumps: set[asyncio.Task[None]] = set()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        for pump in (_pump(reader, far_writer, delay), _pump(far_reader, writer, delay)):
            task = asyncio.create_task(pump)
            pumps.add(task)
            task.add_done_callback(pumps.discard)

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_listen(int(sys.argv[1]), float(sys.argv[2])))
