package routes.threshold.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import routes.threshold.Direction;
import routes.threshold.MetricLimits;
import routes.threshold.Recommendation;
import routes.threshold.Series;
import routes.threshold.SeriesFixtures;
import routes.threshold.ThresholdEngine;
import routes.threshold.ThresholdSettings;

class ThresholdChartTest {
    private static final MetricLimits PERCENT = new MetricLimits(0.0, 100.0, null, null, 2_880, "%");
    private static final ThresholdSettings BOTH = ThresholdSettings.of(PERCENT, 3, Direction.BOTH, 0.5);

    /** The picture of the guide; {@code -Dchart.update=true} writes it anew. */
    @Test
    void the_example_of_the_guide_is_drawn_from_this_code() throws Exception {
        Path guide = Path.of("docs/images/threshold-chart.svg");
        String drawn = draw(example(), BOTH);

        if (Boolean.getBoolean("chart.update")) {
            Files.createDirectories(guide.getParent());
            Files.writeString(guide, drawn);
        }

        assertThat(Files.readString(guide)).isEqualTo(drawn);
    }

    @Test
    void it_shows_the_line_the_bounds_of_each_day_and_the_points_that_would_have_alarmed() throws Exception {
        Document chart = parsed(draw(example(), BOTH));

        assertThat(chart.getElementsByTagName("circle").getLength()).isGreaterThan(2);
        assertThat(chart.getElementsByTagName("line").getLength()).isGreaterThan(40);
        assertThat(chart.getElementsByTagName("desc").item(0).getTextContent()).contains("2 incidents", "a day");
        assertThat(draw(example(), BOTH)).contains(">%</text>", "Mon 1 Jan", "Sun 7 Jan");
    }

    @Test
    void labels_are_escaped_and_what_xml_cannot_say_is_left_out() throws Exception {
        Series series = SeriesFixtures.aWeekOf(i -> 50);
        String odd = "<script>&\"'\u0000\u0007\uD800 ]]>{{notes}}";
        Series named = new Series(odd, Map.of("k<", odd), odd, series.times(), series.values());

        Document chart = parsed(draw(named, BOTH));

        assertThat(chart.getElementsByTagName("script").getLength()).isZero();
        assertThat(chart.getElementsByTagName("title").item(0).getTextContent())
                .contains("<script>&\"'", "]]>{{notes}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_440, 10_080, 500_000})
    void it_is_well_formed_and_small_however_long_the_series_is(int points) throws Exception {
        IntToDoubleFunction noise = SeriesFixtures.noise(1);
        Series series = SeriesFixtures.aSeries(points, 60, i -> 50 + noise.applyAsDouble(i % 10_000));

        String drawn = draw(series, BOTH);

        assertThat(parsed(drawn).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(drawn.length()).isLessThan(250_000);
    }

    @Test
    void a_series_without_a_recommendation_says_why() throws Exception {
        String drawn = draw(SeriesFixtures.aWeekOf(i -> 500), BOTH);

        assertThat(drawn).contains("No recommendation: 100 % of the values lie outside");
    }

    @Test
    void the_line_is_broken_where_the_series_is_silent() {
        Series gap = SeriesFixtures.aSeries(5, 60, i -> i);
        long[] times = gap.times();
        times[4] += 86_400;

        String drawn = draw(SeriesFixtures.of(times, 1, 2, 3, 4, 5), BOTH);

        assertThat(drawn.substring(drawn.indexOf("<path d=\"") + 9, drawn.indexOf("\" fill=\"none\"")))
                .matches("M[^M]*M[^M]*");
    }

    @Test
    void numbers_are_short() {
        assertThat(Scale.shown(0)).isEqualTo("0");
        assertThat(Scale.shown(41.7361)).isEqualTo("41.74");
        assertThat(Scale.shown(-0.25)).isEqualTo("−0.25");
        assertThat(Scale.shown(8_589_934_592.0)).isEqualTo("8.59G");
        assertThat(Scale.shown(1e-9)).isEqualTo("1.00e-09");
        assertThat(Scale.shown(9_999)).isEqualTo("9999");
    }

    private static Series example() {
        IntToDoubleFunction noise = SeriesFixtures.noise(7);
        Series series = SeriesFixtures.aWeekOf(i -> {
            double usual = 42 - 24 * Math.cos(2 * Math.PI * (i - 120) / 1_440.0) + 3 * noise.applyAsDouble(i);
            boolean isIncident = i >= 4_000 && i < 4_040 || i >= 8_000 && i < 8_030;
            return isIncident ? (i < 5_000 ? 93 : 4) + noise.applyAsDouble(i) : usual;
        });
        return new Series(
                "cpu_usage_percent",
                Map.of("host", "web-1", "region", "eu-central"),
                "cpu_usage_percent|host=web-1",
                series.times(),
                series.values());
    }

    private static String draw(Series series, ThresholdSettings settings) {
        Recommendation found = ThresholdEngine.recommend(series, settings);
        return ThresholdChart.svg(series, found, settings.withZone(ZoneId.of("UTC")));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
