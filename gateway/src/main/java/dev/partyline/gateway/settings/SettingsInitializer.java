package dev.partyline.gateway.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Reads the settings before anything else of the application exists, so that a wrong one costs one line. */
public final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String STORAGE = "partyline storage";
    private static final String DATABASE = "spring.datasource.url";
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("partyline");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        refuseUnknown(environment);
        GatewayProperties properties = GatewayProperties.read(environment::getProperty);
        BindAddresses.check(properties);
        StoragePlace.prepare(properties.dataDirectory());
        bindWhatWasRead(environment, properties.http());
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        STORAGE, Map.of(DATABASE, StoragePlace.databaseUrl(properties.dataDirectory()))));
        context.getBeanFactory().registerSingleton("gatewayProperties", properties);
    }

    /** Whether the database is the one in the data directory, since nobody named another. */
    public static boolean isOwnDatabase(Environment environment) {
        return environment instanceof ConfigurableEnvironment known
                && known.getPropertySources().get(STORAGE) instanceof MapPropertySource ours
                && Objects.equals(ours.getProperty(DATABASE), environment.getProperty(DATABASE));
    }

    /** Spring reads these too, and takes an empty address for every address. */
    private static void bindWhatWasRead(ConfigurableEnvironment environment, GatewayProperties.Http http) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "partyline bindings",
                        Map.of(
                                "server.address",
                                http.address().getHostAddress(),
                                "management.server.address",
                                http.managementAddress().getHostAddress())));
    }

    private static void refuseUnknown(ConfigurableEnvironment environment) {
        String unknownVariable =
                SettingKeys.firstUnknownVariable(System.getenv().keySet());
        if (unknownVariable != null) {
            throw new WrongSettingException(
                    unknownVariable,
                    "is no setting; did you mean "
                            + SettingKeys.nearest(unknownVariable
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '.'))
                            + "?");
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource named
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                List<String> names = Arrays.stream(named.stream().toArray(ConfigurationPropertyName[]::new))
                        .filter(ROOT::isAncestorOf)
                        .map(ConfigurationPropertyName::toString)
                        .toList();
                String unknown = SettingKeys.firstUnknown(names);
                if (unknown != null) {
                    throw new WrongSettingException(
                            unknown, "is no setting; did you mean " + SettingKeys.nearest(unknown) + "?");
                }
            }
        }
    }
}
