package routes.event;

import routes.alarm.Alarm;

/** An alarm and where it stands in the log. */
public record LoggedAlarm(Alarm alarm, LogPosition position) {}
