"""A notification daemon of four lines: prints what it is asked to show, as JSON. Needs python3-gi."""
import json
import sys
from gi.repository import Gio, GLib

XML = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method></interface></node>"""


def say(value):
    print(json.dumps(value), flush=True)


def call(_connection, _sender, _path, _interface, method, parameters, invocation):
    if method == "Notify":
        app, _, _, title, body, _, hints, _ = parameters.unpack()
        say({"app": app, "title": title, "body": body, "urgency": hints.get("urgency")})
        invocation.return_value(GLib.Variant("(u)", (1,)))
    elif method == "GetCapabilities":
        invocation.return_value(GLib.Variant("(as)", (["body", "body-markup"],)))
    else:
        invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))


def ready(connection, _name):
    node = Gio.DBusNodeInfo.new_for_xml(XML)
    connection.register_object("/org/freedesktop/Notifications", node.interfaces[0], call, None, None)


Gio.bus_own_name(
    Gio.BusType.SESSION,
    "org.freedesktop.Notifications",
    Gio.BusNameOwnerFlags.NONE,
    ready,
    lambda *_: say("ready"),
    lambda *_: sys.exit("the name could not be had"),
)
GLib.MainLoop().run()
