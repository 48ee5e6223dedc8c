"""The frame around every page. A plain script that runs first in every script run.

Order matters: who is looking comes before anything is read, and without an answer nothing but the
sign-in page is drawn, whatever address was asked for.
"""

import streamlit as st

from core.errors import NotSignedIn, RapportError
from core.ui import command, frame, sign_in
from core.ui.identity import current_actor

frame.configure()
try:
    actor = current_actor()
except NotSignedIn as reason:
    sign_in.page(reason)
    st.stop()
except RapportError as refusal:
    sign_in.refused(refusal)
    st.stop()

page = frame.navigation(actor)
frame.sidebar(actor)
frame.read_only()
command.palette(actor)
page.run()
