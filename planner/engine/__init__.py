"""The engine: Form 8606 as pure functions. Standard library only; no clock, no settings.

``PersonYear`` holds the facts of one person and year, ``worksheet`` turns them into a
``Worksheet`` of ``WorksheetLine``s.
"""

from planner.engine.facts import PersonYear
from planner.engine.findings import Finding
from planner.engine.lines import WorksheetLine
from planner.engine.worksheets import Worksheet, worksheet

__all__ = ["Finding", "PersonYear", "Worksheet", "WorksheetLine", "worksheet"]
