"""Reportedly measured against the field: one adapter a task, the shared scorers, speed, and the page of results.

Nothing here reaches into the package: adapters read what `reportedly.read` returns, as any user could.
"""
