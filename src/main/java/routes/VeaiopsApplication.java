package routes;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.LoggerFactory;
import routes.common.error.VeaiopsException;
import routes.extension.OwnVersion;
import routes.extension.Plugins;
import routes.extension.SavedSettings;
import routes.extension.source.PackagedContext;
import routes.http.limits.CannotListen;
import routes.tool.cli.Veaiops;
import routes.wiring.EffectiveSettings;
import routes.wiring.Setting;
import routes.wiring.SettingsGuide;

/** The application. Without a profile it is production, which refuses to start while something is missing. */
public final class VeaiopsApplication {
    private static final String PROFILE = "camel.main.profile";
    /** Read by {@code log4j2.xml}, so they must be set before the first logger is made. */
    private static final List<String> LOG_SETTINGS =
            List.of("veaiops.log.format", "veaiops.log.level", "veaiops.log.alarms");

    /** Prints the settings; whatever else is said is a command, or a mistake: only no word at all runs a hub. */
    private static final Set<String> HELP = Set.of("--help", "-h");

    private VeaiopsApplication() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            endWellWhenStopped();
            System.exit(started());
        } else if (args.length == 1 && HELP.contains(args[0])) {
            System.out.println("VeAIOps " + version() + "\n\nCommands: help lists them. Without one the hub runs.\n\n"
                    + SettingsGuide.text(SettingsGuide.settings()));
        } else {
            System.exit(Veaiops.run(Clock.systemUTC(), args));
        }
    }

    /** A failure ends the process too: threads that were made meanwhile would keep it alive. */
    private static int started() {
        try {
            return start(() -> {});
        } catch (Exception e) {
            LoggerFactory.getLogger(VeaiopsApplication.class).error("VeAIOps does not start", e);
            return 1;
        }
    }

    /** Runs until the process is told to stop, calls back when every route is up, and returns the exit code. */
    public static int start(Runnable whenReady, String... args) throws Exception {
        EffectiveSettings settings = settings();
        if (!ready(settings)) {
            return 1;
        }
        Main main = new Packaged();
        String extensions = settings.get("veaiops.extensions.dir").orElse("");
        Plugins plugins = new Plugins(extensions);
        plugins.configurations().forEach(main.configure()::addConfiguration);
        main.bind("plugins", plugins);
        main.bind("savedSettings", new SavedSettings(settings.saved()));
        main.bind("settingFiles", settings.files());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport initialized) {
                find(plugins, initialized.getCamelContext());
            }

            @Override
            public void afterStart(BaseMainSupport started) {
                // A start leaves twice as much garbage as the hub lives on: the collector gives that memory back
                System.gc();
                whenReady.run();
            }
        });
        return run(main, args, settings);
    }

    /** Camel, with what is faster in a packaged application. */
    private static final class Packaged extends Main {
        Packaged() {
            super(VeaiopsApplication.class);
        }

        @Override
        protected CamelContext createCamelContext() {
            return PackagedContext.like(super.createCamelContext());
        }

        /** Camel would parse every shipped route once more, for beans and modelines, which these have not. */
        @Override
        protected void modelineRoutes(CamelContext context) {}
    }

    /** Libraries of components look for their services by the thread, and every thread comes from this one. */
    private static void find(Plugins plugins, CamelContext context) {
        Thread.currentThread().setContextClassLoader(plugins.loader());
        context.setApplicationContextClassLoader(plugins.loader());
        context.getClassResolver().addClassLoader(plugins.loader());
        PluginHelper.getPackageScanClassResolver(context).addClassLoader(plugins.loader());
    }

    /** A server that cannot listen is a reason to end: the hub would work, and nobody could post. */
    private static int run(Main main, String[] args, EffectiveSettings settings) throws Exception {
        try {
            return main.run(args);
        } catch (Exception e) {
            CannotListen refused = ObjectHelper.getException(CannotListen.class, e);
            if (refused == null) {
                throw e;
            }
            String reason = String.valueOf(refused.getMessage());
            complain("a port cannot be used", List.of(check(settings).unusable(refused.port(), reason)));
            return 1;
        }
    }

    private static StartCheck check(EffectiveSettings settings) {
        return new StartCheck(SettingsGuide.settings(), settings::get);
    }

    /** The version of the packaged application. */
    public static String version() {
        return OwnVersion.text();
    }

    /**
     * A stop on request is no failure: what is in flight is finished, then the exit code is 0. By reflection: the class is
     * supported (module jdk.unsupported), but javac warns of its name, and that warning cannot be switched off.
     */
    private static void endWellWhenStopped() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, called, with) -> {
                        System.exit(0);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exit);
        } catch (ReflectiveOperationException e) {
            throw new VeaiopsException("this Java has no sun.misc.Signal", e);
        }
    }

    private static boolean ready(EffectiveSettings settings) {
        LOG_SETTINGS.forEach(name -> settings.get(name).ifPresent(value -> System.setProperty(name, value)));
        StartCheck check = check(settings);
        if (complain("files of settings cannot be used", settings.files().problems())) {
            return false;
        }
        if (EffectiveSettings.PRODUCTION.equals(System.getProperty(PROFILE))
                && (complain("settings are missing", check.missing())
                        || complain("tokens are too short", check.weakTokens(settings.names())))) {
            return false;
        }
        chooseFreePorts(settings);
        return !complain("a port cannot be used", check.unusablePorts());
    }

    /** With the profile settled. */
    private static EffectiveSettings settings() {
        String profile = Optional.ofNullable(System.getProperty(PROFILE))
                .or(() -> Optional.ofNullable(System.getenv(Setting.environmentVariable(PROFILE))))
                .orElse(EffectiveSettings.PRODUCTION);
        System.setProperty(PROFILE, profile);
        return new EffectiveSettings(profile);
    }

    /** Port 0 becomes a number before the servers start: routes find their server by its port. */
    private static void chooseFreePorts(EffectiveSettings settings) {
        for (String name : List.of("veaiops.http.port", "veaiops.management.port")) {
            if (settings.get(name).filter("0"::equals).isPresent()) {
                System.setProperty(name, String.valueOf(StartCheck.anyFreePort()));
            }
        }
    }

    private static boolean complain(String what, List<String> problems) {
        if (!problems.isEmpty()) {
            System.err.println("VeAIOps does not start, because " + what + ":\n  - " + String.join("\n  - ", problems)
                    + "\nEvery setting is listed by --help. To try it on one machine: mvn compile camel:run");
        }
        return !problems.isEmpty();
    }
}
