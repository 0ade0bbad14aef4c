package routes.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the shipped configuration of the log lets through at a level, in the form for people and in that for machines. */
final class LogLines implements AutoCloseable {
    private static final String LEVEL = "veaiops.log.level";

    private final LoggerContext context = LoggerContext.getContext(false);
    private final Recorder recorder;

    private LogLines(Level level) {
        System.setProperty(LEVEL, level.name());
        context.reconfigure();
        List<Layout<?>> layouts = new ArrayList<>();
        LoggerConfig root = context.getConfiguration().getRootLogger();
        context.getConfiguration().getAppenders().values().forEach(one -> layouts.add(one.getLayout()));
        List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
        recorder = new Recorder(layouts);
        recorder.start();
        root.addAppender(recorder, null, null);
        context.updateLoggers();
    }

    static LogLines at(Level level) {
        return new LogLines(level);
    }

    String text() {
        return String.join("\n", recorder.lines);
    }

    @Override
    public void close() {
        System.clearProperty(LEVEL);
        context.reconfigure();
    }

    private static final class Recorder extends AbstractAppender implements Appender {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        private final List<Layout<?>> layouts;

        Recorder(List<Layout<?>> layouts) {
            super("recorder", null, null, true, Property.EMPTY_ARRAY);
            this.layouts = layouts;
        }

        @Override
        public synchronized void append(LogEvent event) {
            layouts.forEach(layout -> lines.add(String.valueOf(layout.toSerializable(event))));
        }
    }
}
