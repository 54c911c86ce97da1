"""The feedback register: tasks from warnings, their causes, measures, deadlines and states."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterMatrix

from ....core.errors import faults_of, problem
from ....core.transmission import feedback
from ....toolbelt.translation import translate
from ... import groups, registerinputs, registerresults, registertables
from ... import taskrows as rows
from ...algorithm import Algorithm
from ...parameters import choice, output, text


class FeedbackRegister(Algorithm):
    """Asks for the register, new warnings and reports on tasks; gives the register as it stands today."""

    ID = "feedbackregister"
    GROUP = groups.MONITORING
    TAGS = (
        "feedback,task,register,deadline,supervision,rectification,overdue,"
        "反馈,台账,整改,任务,期限,督办,逾期,销号"
    )
    REGISTER_TABLES: ClassVar = {
        "TASKS": registertables.TASKS,
        "WARNINGS": registertables.WARNINGS,
    }

    LEAST, DAYS, TODAY, OUTPUT, LOG = "LEAST", "DAYS", "TODAY", "OUTPUT", "LOG"
    NEW, OPEN, OVERDUE = "NEW", "OPEN", "OVERDUE"

    def displayName(self):
        return translate("FeedbackRegister", "Feedback register")

    def initAlgorithm(self, config=None):
        levels = {
            "blue": translate("FeedbackRegister", "blue and worse"),
            "yellow": translate("FeedbackRegister", "yellow and worse"),
            "orange": translate("FeedbackRegister", "orange and red"),
            "red": translate("FeedbackRegister", "red"),
        }
        headers = [translate("FeedbackRegister", "Warning level"), translate("FeedbackRegister", "Days")]
        own = (
            *rows.parameters(),
            choice(
                self.LEAST, translate("FeedbackRegister", "Warnings that make tasks are"), levels, "yellow"
            ),
            QgsProcessingParameterMatrix(
                self.DAYS,
                translate("FeedbackRegister", "Days until the deadline, by warning level"),
                numberRows=1,
                headers=headers,
                optional=True,
            ),
            text(
                self.TODAY,
                translate("FeedbackRegister", "Day of the register, such as 2025-03-01 (empty: today)"),
            ),
            *registerinputs.parameters((), years=True),
            output(self.OUTPUT, translate("FeedbackRegister", "Register")),
            output(self.LOG, translate("FeedbackRegister", "Changes of state"), True),
        )
        for parameter in own:
            self.addParameter(parameter)
        for name, label in (
            (self.NEW, translate("FeedbackRegister", "New tasks")),
            (self.OPEN, translate("FeedbackRegister", "Tasks that are not closed")),
            (self.OVERDUE, translate("FeedbackRegister", "Tasks that are overdue")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        return [
            *rows.problems(request),
            *faults_of(lambda: rows.days(request, self.DAYS)),
            *faults_of(lambda: rows.day(request.text(self.TODAY), self.TODAY)),
        ]

    def work(self, run):
        today = rows.day(run.text(self.TODAY), self.TODAY) or date.today()
        days = rows.days(run, self.DAYS)
        run.record["standards"].update(day=today.isoformat(), days=days, least=run.choice(self.LEAST))
        run.stage(0.0, 0.6)
        known = rows.tasks(run)
        warned = rows.warnings(run)
        new = feedback.opened(warned, [one.code for one in known], run.choice(self.LEAST), today, days)
        made, moves = feedback.followed([*known, *new], rows.updates(run), today)
        run.stage(0.6, 1.0)
        self._tell(run, new, made, moves)
        results = {self.OUTPUT: run.give_table(self.OUTPUT, rows.task_columns(made))}
        if registerresults.is_asked(run):
            registerresults.keep_tasks(run, made)
        if run.wanted(self.LOG):
            results[self.LOG] = run.give_table(self.LOG, rows.move_columns(moves))
        return {
            **results,
            self.NEW: len(new),
            self.OPEN: sum(one.state not in feedback.CLOSED for one in made),
            self.OVERDUE: sum(one.state == feedback.OVERDUE for one in made),
        }

    def _tell(self, run, new, made, moves):
        run.say(
            translate(
                "FeedbackRegister", "{count} tasks, {new} of them new; {moves} changes of state."
            ).format(count=len(made), new=len(new), moves=len(moves))
        )
        endless = sum(one.deadline is None for one in new)
        if endless:
            run.warn(
                problem(
                    "{count} new tasks have no deadline, because no days are set for their warning level. "
                    "The days "
                    "are a decision of the authority; the plugin has none of its own.",
                    count=endless,
                )
            )
        causeless = sum(not one.cause for one in new)
        if causeless:
            run.warn(problem("{count} new tasks have no cause yet; tracegap finds them.", count=causeless))
