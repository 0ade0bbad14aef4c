/**
 * Zabbix 6.0 to 7.2 by its JSON-RPC API: history with trends where history ended, triggers that are ours by their tags, one
 * action per data source, and the media type that posts alarms to us.
 * Methods and fields: Zabbix manual, "API"; macros: Zabbix manual, "Supported macros".
 * Errors come as JSON-RPC errors at HTTP 200. Scalars are texts. What we post there is read by {@code alarm.zabbix}.
 */
@NullMarked
package routes.datasource.zabbix;

import org.jspecify.annotations.NullMarked;
