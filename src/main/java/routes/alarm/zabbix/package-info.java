/**
 * Zabbix calls us through a webhook media type whose script posts {@code {"params":{…}}}; the values are macros such as
 * {@code HOST.ID} and {@code TRIGGER.STATUS}.
 * Fields and levels: events fact sheet 2.3 and 3.1; macros: Zabbix manual, "Supported macros".
 * Beyond VeAIOps we take {@code severity}, {@code event_id}, {@code trigger_id}, {@code event_time} and {@code
 * recovery_time} when the media type sends them, so that levels and identity do not hang on a message template.
 */
@NullMarked
package routes.alarm.zabbix;

import org.jspecify.annotations.NullMarked;
