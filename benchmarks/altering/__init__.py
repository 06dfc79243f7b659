"""Changes planted into papers, by subject, for the benchmark of comparison."""
