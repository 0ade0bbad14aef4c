package routes.extension.lint;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import routes.common.error.VeaiopsException;
import routes.extension.source.PackagedClasses;
import routes.notice.render.Medium;

/** The media that the configuration classes on the class path bind: also those of channels that came with a jar. */
public final class DeclaredMedia {
    private DeclaredMedia() {}

    /** Reads the classes of a package and those below it. */
    public static List<Medium> scan(String packageName) {
        return PackagedClasses.started().findImplementations(CamelConfiguration.class, packageName).stream()
                .flatMap(found -> Arrays.stream(found.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(BindToRegistry.class))
                .filter(method -> method.getReturnType() == Medium.class && method.getParameterCount() == 0)
                .map(DeclaredMedia::medium)
                .toList();
    }

    private static Medium medium(Method method) {
        try {
            Object wiring = method.getDeclaringClass().getConstructor().newInstance();
            return (Medium) method.invoke(wiring);
        } catch (ReflectiveOperationException e) {
            throw new VeaiopsException("cannot make the medium of " + method, e);
        }
    }
}
