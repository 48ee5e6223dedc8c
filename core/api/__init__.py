"""The JSON API and what guards every HTTP answer. Routes and middleware for the launcher."""

from core.api.front import middleware, routes

__all__ = ["middleware", "routes"]
