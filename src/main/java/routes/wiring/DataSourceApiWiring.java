package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.api.Resource;
import routes.api.datasource.ConnectApi;
import routes.api.datasource.MetricTemplateApi;
import routes.api.datasource.PickerApi;
import routes.api.datasource.SeriesApi;
import routes.api.datasource.SourceApi;
import routes.common.security.EgressGuard;
import routes.common.security.SecretBox;
import routes.datasource.ConnectField;
import routes.datasource.DataSources;
import routes.datasource.call.AlarmAddress;
import routes.datasource.connect.Connect;
import routes.datasource.connect.ConnectDraft;
import routes.datasource.connect.DataSourceResolver;
import routes.store.ConfigurationStore;
import routes.store.DeploymentId;
import routes.store.MetricTemplateSeeds;
import routes.store.MongoConnects;
import routes.store.MongoSources;
import routes.store.MongoTasks;

/** REST of connects, data sources and metric templates. */
public class DataSourceApiWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MetricTemplateSeeds metricTemplateSeeds(MongoDatabase mongoDatabase, Clock clock) {
        return new MetricTemplateSeeds(mongoDatabase, clock);
    }

    @BindToRegistry(lazy = true)
    public MongoConnects connects(MongoDatabase mongoDatabase, DataSources dataSources) {
        return new MongoConnects(mongoDatabase, type -> dataSources
                .find(type)
                .map(found -> found.connectFields().stream()
                        .filter(ConnectField::isSecret)
                        .map(ConnectField::name)
                        .collect(Collectors.toSet()))
                .orElse(Set.of("*")));
    }

    @BindToRegistry(lazy = true)
    public MongoSources storedSources(MongoDatabase mongoDatabase) {
        return new MongoSources(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public MongoTasks tasks(MongoDatabase mongoDatabase) {
        return new MongoTasks(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public DataSourceResolver.Defaults dataSourceDefaults(
            MongoDatabase mongoDatabase,
            @PropertyInject("veaiops.datasource.timezone") String zone,
            @PropertyInject("veaiops.rule-sync.deployment") String deployment) {
        DeploymentId id = new DeploymentId(mongoDatabase, deployment);
        return new DataSourceResolver.Defaults(ZoneId.of(zone), id::get);
    }

    @BindToRegistry(lazy = true)
    public DataSourceResolver dataSourceResolver(
            MongoConnects connects,
            MongoSources storedSources,
            DataSources dataSources,
            SecretBox secretBox,
            DataSourceResolver.Defaults dataSourceDefaults) {
        return new DataSourceResolver(connects, storedSources, dataSources, secretBox, dataSourceDefaults);
    }

    @BindToRegistry(lazy = true)
    public AlarmAddress alarmAddress(CamelContext context) {
        return new AlarmAddress(name -> context.getPropertiesComponent().resolveProperty(name));
    }

    @BindToRegistry(lazy = true)
    public ConnectApi connectApi(
            MongoConnects connects,
            MongoSources storedSources,
            DataSources dataSources,
            EgressGuard egressGuard,
            SecretBox secretBox,
            DataSourceResolver dataSourceResolver,
            AlarmAddress alarmAddress,
            Clock clock) {
        return new ConnectApi(
                new Resource<>(connects, Connect.class, "connect", () -> {}, clock),
                storedSources,
                dataSources,
                new ConnectDraft(egressGuard),
                secretBox,
                dataSourceResolver,
                alarmAddress::of);
    }

    @BindToRegistry(lazy = true)
    public SourceApi sourceApi(
            MongoConnects connects,
            MongoSources storedSources,
            MongoTasks tasks,
            DataSources dataSources,
            DataSourceResolver dataSourceResolver,
            Clock clock) {
        return new SourceApi(connects, storedSources, tasks::nameUsing, dataSources, dataSourceResolver, clock);
    }

    @BindToRegistry(lazy = true)
    public PickerApi pickerApi(
            MongoConnects connects,
            MongoSources storedSources,
            DataSources dataSources,
            DataSourceResolver dataSourceResolver) {
        return new PickerApi(connects, storedSources, dataSources, dataSourceResolver);
    }

    @BindToRegistry(lazy = true)
    public SeriesApi seriesApi(
            DataSourceResolver dataSourceResolver,
            Clock clock,
            @PropertyInject("veaiops.datasource.fetch-days") int days,
            @PropertyInject("veaiops.datasource.fetch-slots") int slots) {
        return new SeriesApi(dataSourceResolver, new SeriesApi.Limits(Duration.ofDays(days), slots), clock);
    }

    @BindToRegistry(lazy = true)
    public MetricTemplateApi metricTemplateApi(MongoDatabase mongoDatabase, Clock clock) {
        return new MetricTemplateApi(ConfigurationStore.metricTemplates(mongoDatabase), clock);
    }
}
