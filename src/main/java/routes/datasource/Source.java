package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A data source, ready for use.
 *
 * @param id 24 hex digits; marks the rules that belong to it
 * @param config checked by {@link ConfigCheck}; read it, do not change it
 * @param interval between two points
 * @param zone of the hours of thresholds and rules
 */
public record Source(String id, String name, Account account, JsonNode config, Duration interval, ZoneId zone) {}
