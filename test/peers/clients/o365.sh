# O365, in Python: it signs in as a browser would do it.
LIMIT_S=120

prepare() { python_packages o365 O365==2.1.10; }

run() {
  printf 'SUITE\tO365 (Python)\t%s\n' 2.1.10
  # requests brings certificates of its own.
  REQUESTS_CA_BUNDLE="$work/ca.pem" "$(python_of o365)" test/peers/clients/o365-checks.py
}
