import java.io.IOException;
import java.util.List;

/** placeholder */
final class AgainstPeers implements Setting.Part {
  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {}
}
