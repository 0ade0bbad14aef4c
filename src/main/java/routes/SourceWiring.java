package routes;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import routes.alarm.SourceConverters;
import routes.api.Entrances;
import routes.api.Intermission;
import routes.pipeline.PipelineMetrics;
import routes.pipeline.SourceRates;
import routes.security.TokenCheck;
import routes.source.SnsClient;
import routes.source.SourceBook;
import routes.source.SourceFileReader;
import routes.source.SourceRoutes;
import routes.source.SourceSecrets;

/** Mapped alarm sources: what they share. {@link SourceDoors} opens their doors. */
public class SourceWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public SourceFileReader sourceFileReader(CamelContext context) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new SourceFileReader(new SnsClient(address -> producer.requestBodyAndHeader(
                "direct:source-sns-get", null, Exchange.HTTP_URI, address.toString(), byte[].class)));
    }

    @BindToRegistry(lazy = true)
    public SourceBook sourceBook(SourceFileReader sourceFileReader) {
        return new SourceBook(sourceFileReader);
    }

    @BindToRegistry(lazy = true)
    public SourceRoutes sourceRoutes(
            CamelContext context,
            SourceBook sourceBook,
            SourceConverters sourceConverters,
            PipelineMetrics pipelineMetrics,
            Intermission intermission) {
        int maxRecordBytes = Integer.parseInt(setting(context, "veaiops.alarms.max-record-bytes"));
        return new SourceRoutes(
                context,
                sourceBook,
                source -> secrets(context, source),
                new SourceRoutes.Parts(
                        sourceConverters,
                        pipelineMetrics,
                        maxRecordBytes,
                        intermission,
                        new SourceRoutes.Callers(
                                context.getRegistry().findSingleByType(Entrances.class),
                                context.getRegistry().findSingleByType(SourceRates.class))));
    }

    /** Read once, when the doors open: settings do not change while the hub runs, and each post asks for them. */
    private static SourceSecrets secrets(CamelContext context, String source) {
        TokenCheck tokens = TokenCheck.of(setting(context, "veaiops.alarms.token." + source));
        List<String> signing = list(setting(context, "veaiops.alarms.secret." + source));
        List<String> topics = list(setting(context, "veaiops.alarms.topics." + source));
        return new SourceSecrets() {
            @Override
            public TokenCheck tokens() {
                return tokens;
            }

            @Override
            public List<String> signingSecrets() {
                return signing;
            }

            @Override
            public List<String> topics() {
                return topics;
            }

            @Override
            public Instant now() {
                return Instant.now();
            }
        };
    }

    private static List<String> list(String values) {
        return Arrays.stream(values.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    static String setting(CamelContext context, String name) {
        return context.getPropertiesComponent().resolveProperty(name).orElse("");
    }
}
