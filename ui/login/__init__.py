"""The login of `wijzer serve`: one user name and password, sessions in memory, and a limit on wrong attempts."""

from ui.login.access import COOKIE, Login
from ui.login.form import login_routes

__all__ = ["COOKIE", "Login", "login_routes"]
