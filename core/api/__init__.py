"""The JSON API and what guards every HTTP answer. Routes and middleware for the launcher.

Imports any use case, never another front door. Start with ``application`` (all routes), then ``callers`` (tokens and
limits) and ``customers`` (what a route looks like); ``docs/api.md`` is made from it.
"""

from core.api.front import middleware, routes

__all__ = ["middleware", "routes"]
