package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Hours of which Zabbix kept the least, the mean and the greatest value and how many there were. They are shown as so many values, at
 * the step that the item has: a bound above them must see the greatest and one below them the least value, for as long as a window is
 * wide. Pure.
 */
@SuppressWarnings("ArrayRecordComponent")
record ZabbixTrend(long[] times, double[] values) {
    static final List<String> VALUES = List.of("value_min", "value_avg", "value_max");

    private static final int HOUR = 3600;
    /** The widest window that is learned. */
    private static final int WIDEST = 9;

    /** @param hours of one item, by time */
    static ZabbixTrend of(List<JsonNode> hours) {
        int most = Math.min(
                HOUR,
                hours.stream().mapToInt(hour -> hour.path("num").asInt(1)).max().orElse(1));
        long step = HOUR / Math.max(1, most);
        LongStream.Builder times = LongStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        for (JsonNode hour : hours) {
            int count = Math.max(1, Math.min(most, hour.path("num").asInt(1)));
            for (int index = 0; index < count; index++) {
                times.add(hour.path("clock").asLong() + index * step);
                values.add(hour.path(field(index, count)).asDouble());
            }
        }
        return new ZabbixTrend(times.build().toArray(), values.build().toArray());
    }

    private static String field(int index, int count) {
        int part = Math.min(WIDEST, count / 3);
        if (index < part) {
            return "value_max";
        }
        return index < 2 * part ? "value_min" : "value_avg";
    }
}
