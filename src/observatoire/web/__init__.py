"""The screens' house: server, frame, navigation, components. Streamlit is imported here and in pages/ only."""

import logging

# Our caches are declared before Streamlit runs: it would say so in its log, once for each of them.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda ligne: not str(ligne.msg).startswith("No runtime found")
)
