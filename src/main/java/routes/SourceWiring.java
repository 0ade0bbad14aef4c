package routes;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.PropertyInject;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.SourceConverters;
import routes.error.VeaiopsException;
import routes.pipeline.PipelineMetrics;
import routes.source.SnsClient;
import routes.source.SourceBook;
import routes.source.SourceFileReader;
import routes.source.SourceFolder;
import routes.source.SourcePack;
import routes.source.SourcePack.Origin;
import routes.source.SourceRoutes;
import routes.source.SourceSecrets;

/** Mapped alarm sources: those of the application ({@code mappings/}) and those of the folder of extensions. */
public class SourceWiring implements CamelConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWiring.class);
    private static final String MAPPINGS = "mappings";

    @BindToRegistry(lazy = true)
    public SourceBook sourceBook(CamelContext context) {
        ProducerTemplate producer = context.createProducerTemplate();
        return new SourceBook(new SourceFileReader(new SnsClient(address -> producer.requestBodyAndHeader(
                "direct:source-sns-get", null, Exchange.HTTP_URI, address.toString(), byte[].class))));
    }

    @BindToRegistry(lazy = true)
    public SourceRoutes sourceRoutes(
            CamelContext context,
            SourceBook sourceBook,
            SourceConverters sourceConverters,
            PipelineMetrics pipelineMetrics,
            @PropertyInject("veaiops.alarms.max-record-bytes") int maxRecordBytes) {
        return new SourceRoutes(
                context,
                sourceBook,
                source -> secrets(context, source),
                new SourceRoutes.Parts(sourceConverters, pipelineMetrics, maxRecordBytes));
    }

    /** The doors open before the servers do: a sender never meets a 404 at the start. */
    @Override
    public void configure(CamelContext context) throws Exception {
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
                openAll(started);
            }
        });
    }

    private static void openAll(CamelContext context) {
        SourceBook book = context.getRegistry().lookupByNameAndType("sourceBook", SourceBook.class);
        SourceRoutes routes = context.getRegistry().lookupByNameAndType("sourceRoutes", SourceRoutes.class);
        for (SourcePack pack : packs(setting(context, "veaiops.extensions.dir"))) {
            SourceBook.Entry entry = book.offer(pack);
            entry.problems().forEach(problem -> LOG.warn("mapped source refused: {}", problem));
            if (entry.file() != null && enabled(context, pack.name())) {
                routes.open(pack.name());
            }
        }
    }

    private static List<SourcePack> packs(String extensions) {
        List<SourcePack> own = extensions.isBlank()
                ? List.of()
                : SourceFolder.packs(Path.of(extensions).resolve(MAPPINGS), Origin.FOLDER);
        return Stream.concat(shipped().stream(), own.stream()).toList();
    }

    /** The packs on the class path: a folder at a desk, a jar once packaged. */
    private static List<SourcePack> shipped() {
        URL place = SourceWiring.class.getResource("/" + MAPPINGS);
        if (place == null) {
            return List.of();
        }
        try {
            URI uri = place.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return SourceFolder.packs(Path.of(uri), Origin.APPLICATION);
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return SourceFolder.packs(jar.getPath("/" + MAPPINGS), Origin.APPLICATION);
            }
        } catch (IOException | URISyntaxException e) {
            throw new VeaiopsException("cannot read the mappings of the application", e);
        }
    }

    private static boolean enabled(CamelContext context, String source) {
        String value = setting(context, "veaiops.alarms." + source + ".enabled");
        return value.isBlank() || Boolean.parseBoolean(value);
    }

    private static SourceSecrets secrets(CamelContext context, String source) {
        return new SourceSecrets() {
            @Override
            public String tokens() {
                return setting(context, "veaiops.alarms.token." + source);
            }

            @Override
            public List<String> signingSecrets() {
                return list(setting(context, "veaiops.alarms.secret." + source));
            }

            @Override
            public List<String> topics() {
                return list(setting(context, "veaiops.alarms.topics." + source));
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

    private static String setting(CamelContext context, String name) {
        return context.getPropertiesComponent().resolveProperty(name).orElse("");
    }
}
