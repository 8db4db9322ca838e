"""Files that leave the desk: named, and saved instead of shown."""

from urllib.parse import quote

from fastapi.responses import Response


def attach(content: bytes, name: str, media_type: str) -> Response:
    """Give a file for the browser to save under its name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})
