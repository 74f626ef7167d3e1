"""Which machines a page may come from: those of the public internet, unless private ones are allowed.

Whoever gives us a URL, or answers with a redirect, could otherwise make this computer ask its own services, the
router, or the metadata service of a cloud. The check is on numbers, after the name was resolved: `127.1`, `0x7f000001`
and a public name that stands for 10.0.0.5 are all seen through.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

from allegedly.errors import FetchFailed, FetchLater, FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: All of IPv6 that is given out to the public; what lies outside is local, multicast or nobody's.
_IPV6_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Special by the registries of the internet, and not yet known to be so by every Python we run on.
_SPECIAL = (
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv6Network("3fff::/20"),
)


def resolve(host: str, port: int, *, seconds: float) -> tuple[Address, ...]:
    """Every address the name stands for, in the order the system prefers; at least one.

    The system's own call knows no time limit, so it is made in a thread that is left behind where it hangs.

    Raises:
        FetchFailed: there is no such name.
        FetchLater: the name server does not answer, or not in time.
    """
    answers: queue.SimpleQueue[tuple[Address, ...] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(tuple(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found)))
        except (OSError, ValueError) as error:  # a label of more than 63 letters is a UnicodeError
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchLater(f"the name server did not say within {seconds:.0f} s where {host} is; try later.") from None
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise FetchLater(f"no name server says where {host} is; is this computer online? Try later.") from answer
    if isinstance(answer, Exception) or not answer:
        raise FetchFailed(f"no machine is called {host}; check the address.")
    return answer


def refuse_private(host: str, addresses: tuple[Address, ...]) -> None:
    """Raise where any of the addresses is not public: a name that stands for both kinds is a trick.

    Raises:
        FetchRefused: one of them is private, of this computer, multicast, reserved or nobody's.
    """
    for address in addresses:
        if not is_public(address):
            named = host if host == str(address) else f"{host} stands for {address}, which"
            raise FetchRefused(
                f"{named} is no public address, so nothing was asked of it; allow private addresses if it is meant."
            )


def is_public(address: Address) -> bool:
    """True for an address that anybody on the internet could be asked at.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4) is what it carries.
    """
    carried = _carried(address)
    if carried is not None:
        return is_public(carried)
    if isinstance(address, ipaddress.IPv6Address) and address not in _IPV6_UNICAST:
        return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
