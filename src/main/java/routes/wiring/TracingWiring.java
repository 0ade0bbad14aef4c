package routes.wiring;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.common.tracing.Tracing;
import routes.extension.OwnVersion;

/** Traces: to the collector that a setting names, or not at all. */
public class TracingWiring implements CamelConfiguration {
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public Tracing tracing(
            @PropertyInject(value = "veaiops.tracing.endpoint", defaultValue = "") String endpoint,
            @PropertyInject("veaiops.tracing.sample-percent") double percent) {
        return endpoint.isBlank() ? Tracing.OFF : sending(endpoint.strip(), percent / 100);
    }

    private static Tracing sending(String endpoint, double share) {
        Attributes hub = Attributes.builder()
                .put("service.name", "veaiops-camel")
                .put("service.version", OwnVersion.text())
                .put("service.instance.id", UUID.randomUUID().toString())
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(hub)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .build())
                        .setScheduleDelay(SENT_EVERY)
                        .build())
                .build();
        return Tracing.by(provider.get("veaiops"), provider::close);
    }
}
