"""The screens' house: server, frame, navigation, components. Streamlit is imported here and in pages/ only."""
