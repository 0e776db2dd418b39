"""The board as a server: one ASGI app around Streamlit's, and what runs beside pages."""
